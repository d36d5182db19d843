package org.ipmibridge.ipmi.users;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.HexFormat;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted, slow hash, from which a secret can be recognised but not told: {@code <salt>:<hash>} in hexadecimal. It takes about two
 * milliseconds: never on the thread of a client's request, never under a lock that such a thread takes.
 */
final class Fingerprint {
    /** A hash of a secret; slow. */
    @FunctionalInterface
    interface Hash {
        byte[] of(byte[] salt, String secret);
    }

    private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
    private static final int ROUNDS = 4096;
    private static final int HASH_BITS = 256;
    private static final int SALT_LENGTH = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Hash hash;

    Fingerprint(Hash hash) {
        this.hash = hash;
    }

    String of(String secret) {
        byte[] salt = new byte[SALT_LENGTH];
        RANDOM.nextBytes(salt);
        return HexFormat.of().formatHex(salt) + ":" + HexFormat.of().formatHex(hash.of(salt, secret));
    }

    boolean matches(String fingerprint, String secret) {
        byte[][] parts = parse(fingerprint);
        return MessageDigest.isEqual(parts[1], hash.of(parts[0], secret));
    }

    /** @throws IllegalArgumentException if it is no fingerprint */
    static void requireValid(String fingerprint) {
        parse(fingerprint);
    }

    static byte[] pbkdf2(byte[] salt, String secret) {
        try {
            PBEKeySpec spec = new PBEKeySpec(secret.toCharArray(), salt, ROUNDS, HASH_BITS);
            return SecretKeyFactory.getInstance(ALGORITHM).generateSecret(spec).getEncoded();
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException(ALGORITHM + " is part of every Java runtime", missing);
        }
    }

    /** The salt and the hash. */
    private static byte[][] parse(String fingerprint) {
        String[] parts = fingerprint.split(":", -1);
        if (parts.length != 2 || parts[0].isEmpty()) {
            throw new IllegalArgumentException("not a fingerprint");
        }
        return new byte[][] {HexFormat.of().parseHex(parts[0]), HexFormat.of().parseHex(parts[1])};
    }
}
