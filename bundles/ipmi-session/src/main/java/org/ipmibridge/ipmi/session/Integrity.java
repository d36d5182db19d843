package org.ipmibridge.ipmi.session;

import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.ipmibridge.ipmi.protocol.session.SessionHeader20;

/** The session trailer with its AuthCode (IPMI v2.0, sections 13.6 and 13.28.4). Not thread-safe. */
final class Integrity {
    private static final byte PAD = (byte) 0xFF;

    private final Hmac hmac;
    private final int codeLength;

    private Integrity(Hmac hmac, int codeLength) {
        this.hmac = hmac;
        this.codeLength = codeLength;
    }

    /** The algorithm with its key; null for {@link CipherSuite.Integrity#NONE}. */
    static Integrity of(CipherSuite.Integrity algorithm, byte[] k1) {
        return switch (algorithm) {
            case NONE -> null;
            case HMAC_SHA1_96 -> new Integrity(Hmac.of("HmacSHA1", k1), 12);
            case HMAC_SHA256_128 -> new Integrity(Hmac.of("HmacSHA256", k1), 16);
        };
    }

    /** Adds pad bytes, their number, the next header and the AuthCode to a packet that begins at index 0. */
    void sign(WireWriter packet) {
        int pad = -(packet.length() + 2) & 3;
        for (int i = 0; i < pad; i++) {
            packet.uint8(PAD);
        }
        packet.uint8(pad).uint8(SessionHeader20.NEXT_HEADER);
        packet.bytes(hmac.compute(packet.buffer(), 0, packet.length()), 0, codeLength);
    }

    /**
     * Whether a packet is authentic. Takes the same time wherever the code differs.
     *
     * @param payloadEnd the index behind the payload, where the trailer begins
     */
    boolean verify(byte[] bytes, int offset, int length, int payloadEnd) {
        int codeAt = offset + length - codeLength;
        if (codeAt < payloadEnd + 2) {
            return false;
        }
        int pad = bytes[codeAt - 2] & 0xFF;
        if (pad != codeAt - 2 - payloadEnd || bytes[codeAt - 1] != SessionHeader20.NEXT_HEADER) {
            return false;
        }
        byte[] expected = hmac.compute(bytes, offset, codeAt - offset);
        int difference = 0;
        for (int i = 0; i < codeLength; i++) {
            difference |= expected[i] ^ bytes[codeAt + i];
        }
        return difference == 0;
    }
}
