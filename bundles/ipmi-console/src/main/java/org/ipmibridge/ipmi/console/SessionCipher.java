package org.ipmibridge.ipmi.console;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Protects the packets of one RMCP+ session and checks those of the BMC (IPMI v2.0, sections 13.6, 13.28 and 13.29). Not thread-safe. */
public final class SessionCipher {
    private static final int HEADER = 16;
    private static final int BLOCK = 16;

    private static final SecureRandom RANDOM = new SecureRandom();

    private final Suite suite;
    private final Mac integrity;
    private final Cipher aes;
    private final SecretKeySpec aesKey;
    private final boolean strict;

    /** @param strict whether the content of pads is checked too */
    SessionCipher(Suite suite, byte[] sik, boolean strict) {
        this.suite = suite;
        this.strict = strict;
        this.integrity = suite.hmac(additionalKey(suite, sik, 1)); // K1
        this.aesKey = new SecretKeySpec(additionalKey(suite, sik, 2), 0, BLOCK, "AES"); // K2
        try {
            this.aes = Cipher.getInstance("AES/CBC/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** K_n: the hash of twenty bytes n, whatever the algorithm (section 13.32). */
    private static byte[] additionalKey(Suite suite, byte[] sik, int n) {
        byte[] constant = new byte[20];
        Arrays.fill(constant, (byte) n);
        return suite.hmac(sik, constant);
    }

    /** A whole datagram around an IPMI message. */
    public byte[] seal(int sessionId, int sequence, byte[] message) {
        return seal(sessionId, sequence, 0, message);
    }

    /** A whole datagram around a payload of any type. */
    public byte[] seal(int sessionId, int sequence, int payloadType, byte[] plain) {
        return sealPadded(sessionId, sequence, payloadType, suite.encrypts() ? pad(plain) : plain);
    }

    /** A whole datagram around a payload that has its confidentiality pad already, be it right or wrong. */
    public byte[] sealPadded(int sessionId, int sequence, int payloadType, byte[] padded) {
        byte[] payload = suite.encrypts() ? encrypt(padded) : padded;
        byte[] datagram = header(sessionId, sequence, payloadType | flags(), payload);
        return suite.authenticates() ? sign(datagram) : datagram;
    }

    /** The same datagram with the trailer that the bytes before it deserve; it must have a trailer of the right length. */
    public byte[] resign(byte[] datagram) {
        byte[] signed = datagram.clone();
        int end = signed.length - suite.checkLength();
        System.arraycopy(code(signed, end), 0, signed, end, suite.checkLength());
        return signed;
    }

    /** The payload of a datagram; anything that is not exactly as agreed is refused. */
    public byte[] open(byte[] datagram, int sessionId, int payloadType) {
        Bytes.check(datagram.length >= HEADER, "too short", datagram);
        ByteBuffer header = Bytes.littleEndian(datagram);
        Bytes.check((datagram[5] & 0xFF) == (payloadType | flags()), "not protected as agreed", datagram);
        Bytes.check(header.getInt(6) == sessionId, "for another session", datagram);
        int length = header.getShort(14) & 0xFFFF;
        checkTrailer(datagram, length);
        byte[] payload = Arrays.copyOfRange(datagram, HEADER, HEADER + length);
        return suite.encrypts() ? unpad(decrypt(payload), datagram) : payload;
    }

    private int flags() {
        return (suite.encrypts() ? 0x80 : 0) | (suite.authenticates() ? 0x40 : 0);
    }

    private static byte[] header(int sessionId, int sequence, int type, byte[] payload) {
        return Bytes.littleEndian(HEADER + payload.length)
                .put(Bytes.of(6, 0, 0xFF, 7, 6, type))
                .putInt(sessionId)
                .putInt(sequence)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    private byte[] sign(byte[] datagram) {
        int pad = -(datagram.length - 4 + 2) & 3;
        int end = datagram.length + pad + 2;
        byte[] signed = Arrays.copyOf(datagram, end + suite.checkLength());
        Arrays.fill(signed, datagram.length, end - 2, (byte) 0xFF);
        signed[end - 2] = (byte) pad;
        signed[end - 1] = 0x07;
        System.arraycopy(code(signed, end), 0, signed, end, suite.checkLength());
        return signed;
    }

    private byte[] code(byte[] datagram, int end) {
        integrity.update(datagram, 4, end - 4);
        return integrity.doFinal();
    }

    private void checkTrailer(byte[] datagram, int length) {
        if (!suite.authenticates()) {
            Bytes.check(HEADER + length == datagram.length, "wrong length", datagram);
            return;
        }
        int end = datagram.length - suite.checkLength();
        Bytes.check(end >= HEADER + length + 2, "no room for the trailer", datagram);
        Bytes.check(
                Arrays.equals(datagram, end, datagram.length, code(datagram, end), 0, suite.checkLength()),
                "wrong AuthCode",
                datagram);
        int pad = datagram[end - 2];
        Bytes.check(datagram[end - 1] == 0x07, "wrong next header", datagram);
        Bytes.check(pad >= 0 && pad <= 3 && HEADER + length + pad + 2 == end, "wrong integrity pad", datagram);
        Bytes.check(!strict || (end - 4) % 4 == 0, "not a multiple of four bytes", datagram);
        for (int i = end - 2 - pad; i < end - 2; i++) {
            Bytes.check(!strict || datagram[i] == (byte) 0xFF, "integrity pad is not FFh", datagram);
        }
    }

    private static byte[] pad(byte[] plain) {
        int pad = -(plain.length + 1) & 15;
        byte[] padded = Arrays.copyOf(plain, plain.length + pad + 1);
        for (int i = 0; i < pad; i++) {
            padded[plain.length + i] = (byte) (i + 1);
        }
        padded[padded.length - 1] = (byte) pad;
        return padded;
    }

    private byte[] unpad(byte[] padded, byte[] datagram) {
        int pad = padded[padded.length - 1] & 0xFF;
        Bytes.check(pad < BLOCK, "wrong confidentiality pad length", datagram);
        int length = padded.length - pad - 1;
        for (int i = 0; i < pad; i++) {
            Bytes.check(!strict || padded[length + i] == i + 1, "wrong confidentiality pad", datagram);
        }
        return Arrays.copyOf(padded, length);
    }

    private byte[] encrypt(byte[] padded) {
        byte[] iv = new byte[BLOCK];
        RANDOM.nextBytes(iv);
        return Bytes.join(iv, aes(Cipher.ENCRYPT_MODE, iv, 0, padded, 0));
    }

    private byte[] decrypt(byte[] payload) {
        Bytes.check(payload.length >= 2 * BLOCK && payload.length % BLOCK == 0, "no whole blocks", payload);
        return aes(Cipher.DECRYPT_MODE, payload, 0, payload, BLOCK);
    }

    private byte[] aes(int mode, byte[] iv, int ivOffset, byte[] input, int offset) {
        try {
            aes.init(mode, aesKey, new IvParameterSpec(iv, ivOffset, BLOCK));
            return aes.doFinal(input, offset, input.length - offset);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
