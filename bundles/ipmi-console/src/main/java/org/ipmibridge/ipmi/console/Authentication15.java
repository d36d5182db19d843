package org.ipmibridge.ipmi.console;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;

/** How an IPMI v1.5 session authenticates its packets (IPMI v2.0, section 22.17.1). */
public enum Authentication15 {
    NONE(0),
    MD2(1),
    MD5(2),
    STRAIGHT_PASSWORD(4);

    private final int code;

    Authentication15(int code) {
        this.code = code;
    }

    public int code() {
        return code;
    }

    /** The AuthCode of a packet: 16 bytes, or none. */
    byte[] authCode(byte[] password, int sessionId, int sequence, byte[] message) {
        byte[] key = Arrays.copyOf(password, 16);
        return switch (this) {
            case NONE -> new byte[0];
            case STRAIGHT_PASSWORD -> key;
            default -> digest(key, Bytes.int32(sessionId), message, Bytes.int32(sequence), key);
        };
    }

    private byte[] digest(byte[]... parts) {
        try {
            return MessageDigest.getInstance(name()).digest(Bytes.join(parts));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
