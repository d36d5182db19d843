package org.ipmibridge.ipmi.users;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/** A salted, slow hash, from which a secret can be recognised but not told: {@code <salt>:<hash>} in hexadecimal. */
final class Fingerprint {
    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    /** About two milliseconds, as it runs on the thread of the client's request. */
    private static final int ROUNDS = 4096;

    private static final int HASH_BITS = 256;
    private static final int SALT_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private Fingerprint() {}

    static String of(String secret) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt) + ":" + HexFormat.of().formatHex(hash(salt, secret));
    }

    static boolean matches(String fingerprint, String secret) {
        String[] parts = fingerprint.split(":", -1);
        if (parts.length != 2) {
            throw new IllegalArgumentException("not a fingerprint");
        }
        byte[] salt = HexFormat.of().parseHex(parts[0]);
        return MessageDigest.isEqual(HexFormat.of().parseHex(parts[1]), hash(salt, secret));
    }

    private static byte[] hash(byte[] salt, String secret) {
        try {
            PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ROUNDS, HASH_BITS);
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java runtime", missing);
        }
    }
}
