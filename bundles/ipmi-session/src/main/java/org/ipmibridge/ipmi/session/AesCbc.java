package org.ipmibridge.ipmi.session;

import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;

/** AES-CBC-128 as RMCP+ uses it: a random IV, then the payload with confidentiality padding (section 13.29). Not thread-safe. */
final class AesCbc {
    private static final int BLOCK = 16;
    private static final int KEY_LENGTH = 16;

    private final SecureRandom random;
    private final SecretKeySpec key;
    /** One for both directions, as it is the making of the key's schedule that costs, and changing the direction keeps that. */
    private final Cipher cipher;

    /** @param k2 the key K2, of which the first 16 bytes count */
    AesCbc(byte[] k2, SecureRandom random) {
        this.random = random;
        this.key = new SecretKeySpec(k2, 0, KEY_LENGTH, "AES");
        try {
            this.cipher = Cipher.getInstance("AES/CBC/NoPadding");
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java lacks AES", e);
        }
    }

    /** The payload, encrypted: IV, then payload, pad bytes 1, 2, 3 ..., and their number, in whole blocks. */
    byte[] encrypt(byte[] payload) {
        int pad = BLOCK - 1 - payload.length % BLOCK;
        byte[] plain = new byte[payload.length + pad + 1];
        System.arraycopy(payload, 0, plain, 0, payload.length);
        for (int i = 1; i <= pad; i++) {
            plain[payload.length + i - 1] = (byte) i;
        }
        plain[plain.length - 1] = (byte) pad;
        byte[] iv = new byte[BLOCK];
        random.nextBytes(iv);
        byte[] encrypted = new byte[BLOCK + plain.length];
        System.arraycopy(iv, 0, encrypted, 0, BLOCK);
        try {
            cipher.init(Cipher.ENCRYPT_MODE, key, new IvParameterSpec(iv));
            cipher.doFinal(plain, 0, plain.length, encrypted, BLOCK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return encrypted;
    }

    /**
     * The payload that {@code length} bytes hold, encrypted by {@link #encrypt}.
     *
     * @return the payload, in an array of its own
     * @throws MalformedPacketException if it is not in whole blocks or the padding is wrong
     */
    byte[] decrypt(byte[] bytes, int offset, int length) {
        if (length < 2 * BLOCK || length % BLOCK != 0) {
            throw new MalformedPacketException("encrypted payload of " + length + " bytes");
        }
        byte[] plain;
        try {
            cipher.init(Cipher.DECRYPT_MODE, key, new IvParameterSpec(bytes, offset, BLOCK));
            plain = cipher.doFinal(bytes, offset + BLOCK, length - BLOCK);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
        return Arrays.copyOf(plain, plain.length - 1 - padding(plain));
    }

    private static int padding(byte[] plain) {
        int pad = plain[plain.length - 1] & 0xFF;
        if (pad >= BLOCK) {
            throw new MalformedPacketException("confidentiality padding of " + pad + " bytes");
        }
        int end = plain.length - 1;
        for (int i = 1; i <= pad; i++) {
            if (plain[end - pad + i - 1] != i) {
                throw new MalformedPacketException("confidentiality padding");
            }
        }
        return pad;
    }
}
