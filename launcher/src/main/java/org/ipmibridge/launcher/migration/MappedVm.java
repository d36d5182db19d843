package org.ipmibridge.launcher.migration;

import java.util.Optional;

/**
 * A VM at an address.
 *
 * @param origin where the file says so
 * @param name the VM's name
 * @param server where the VM is
 * @param address what its BMC listens on
 * @param port the UDP port
 * @param account who may log in, where the file tells
 */
record MappedVm(String origin, String name, Server server, String address, int port, Optional<Account> account) {
    private static final String LOOPBACK = "127.0.0.1";
    private static final String ALL = "0.0.0.0";

    /**
     * A user of a BMC.
     *
     * @param password empty where the file has none
     */
    record Account(String name, Optional<String> password) {
        @Override
        public String toString() {
            return name;
        }
    }

    /** An address in the form that a BMC listens on. */
    static String listenAddress(String written) {
        return switch (written) {
            case "localhost" -> LOOPBACK;
            case "", "*", ALL -> ALL;
            default ->
                written.startsWith("[") && written.endsWith("]") ? written.substring(1, written.length() - 1) : written;
        };
    }

    boolean isLoopback() {
        return address.matches("127\\.[0-9.]+") || address.equals("::1");
    }

    boolean isEverywhere() {
        return address.equals(ALL) || address.equals("::");
    }

    /** Whether both cannot be open at the same time. */
    boolean collidesWith(MappedVm other) {
        return port == other.port
                && (address.equalsIgnoreCase(other.address) || isEverywhere() || other.isEverywhere());
    }

    String endpoint() {
        return (address.contains(":") ? "[" + address + "]" : address) + ":" + port;
    }
}
