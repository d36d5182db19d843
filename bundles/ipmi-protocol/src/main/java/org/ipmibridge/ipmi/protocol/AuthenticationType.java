package org.ipmibridge.ipmi.protocol;

import java.util.Optional;

/** How a session packet is authenticated; the first byte of each session header (IPMI v2.0, section 13.6). */
public enum AuthenticationType {
    NONE(0),
    MD2(1),
    MD5(2),
    STRAIGHT_PASSWORD(4),
    OEM(5),
    /** Not authentication but the mark of the IPMI v2.0 session header. */
    RMCP_PLUS(6);

    private final int code;

    AuthenticationType(int code) {
        this.code = code;
    }

    /** The code on the wire, 0 to 6. */
    public int code() {
        return code;
    }

    /** The bit of this type in Get Channel Authentication Capabilities. */
    public int bit() {
        return 1 << code;
    }

    public static Optional<AuthenticationType> of(int code) {
        return switch (code) {
            case 0 -> Optional.of(NONE);
            case 1 -> Optional.of(MD2);
            case 2 -> Optional.of(MD5);
            case 4 -> Optional.of(STRAIGHT_PASSWORD);
            case 5 -> Optional.of(OEM);
            case 6 -> Optional.of(RMCP_PLUS);
            default -> Optional.empty();
        };
    }
}
