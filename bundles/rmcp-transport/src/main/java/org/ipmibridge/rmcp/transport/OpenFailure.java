package org.ipmibridge.rmcp.transport;

/** Why a socket did not open, in words that help. */
final class OpenFailure {
    private OpenFailure() {}

    static String explain(Exception failure) {
        String message = String.valueOf(failure.getMessage());
        return switch (message) {
            case "Address already in use" -> "another program or BMC uses this port";
            case "Cannot assign requested address" -> "this machine has no such address";
            case "Permission denied" ->
                "permission denied (ports below 1024 take root or the capability CAP_NET_BIND_SERVICE)";
            default -> message;
        };
    }
}
