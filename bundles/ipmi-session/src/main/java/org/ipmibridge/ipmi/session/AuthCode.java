package org.ipmibridge.ipmi.session;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.ipmibridge.ipmi.protocol.session.SessionHeader15;

/** The AuthCode of IPMI v1.5 session packets (IPMI v2.0, section 22.17.1). */
final class AuthCode {
    private AuthCode() {}

    /**
     * Computes the code of a message.
     *
     * @param key the password, 16 bytes
     * @param bytes holds the IPMI message from {@code offset}, {@code length} bytes
     * @return 16 bytes
     */
    static byte[] of(
            AuthenticationType type, byte[] key, int sessionId, int sequence, byte[] bytes, int offset, int length) {
        return switch (type) {
            case MD2 -> digest("MD2", key, sessionId, sequence, bytes, offset, length);
            case MD5 -> digest("MD5", key, sessionId, sequence, bytes, offset, length);
            case STRAIGHT_PASSWORD -> key.clone();
            case NONE, OEM, RMCP_PLUS -> throw new IllegalArgumentException(type + " has no AuthCode");
        };
    }

    /** Whether a packet's code is right. Takes the same time wherever it differs. */
    static boolean verify(SessionHeader15 header, byte[] key, byte[] bytes, int offset) {
        byte[] expected = of(
                header.authenticationType(),
                key,
                header.sessionId(),
                header.sequence(),
                bytes,
                offset,
                header.length());
        return MessageDigest.isEqual(expected, header.authCode());
    }

    private static byte[] digest(
            String algorithm, byte[] key, int sessionId, int sequence, byte[] bytes, int offset, int length) {
        MessageDigest digest = instance(algorithm);
        digest.update(key);
        digest.update(int32(sessionId));
        digest.update(bytes, offset, length);
        digest.update(int32(sequence));
        digest.update(key);
        return digest.digest();
    }

    private static MessageDigest instance(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java lacks " + algorithm, e);
        }
    }

    private static byte[] int32(int value) {
        return new WireWriter(4).int32(value).toBytes();
    }
}
