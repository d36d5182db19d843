package org.ipmibridge.ipmi.api.user;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;

/** A password or key of up to 20 bytes, which no log and no message ever shows. Immutable. */
public final class Secret {
    /** The longest secret in bytes (IPMI v2.0, section 22.30). */
    public static final int MAX_LENGTH = 20;

    private final byte[] bytes;

    private Secret(byte[] bytes) {
        if (bytes.length > MAX_LENGTH) {
            throw new IllegalArgumentException("a secret of " + bytes.length + " bytes: 20 are the most");
        }
        this.bytes = bytes;
    }

    /**
     * A secret as its owner types it; its bytes are those of UTF-8, as clients send them.
     *
     * @throws IllegalArgumentException if it is longer than 20 bytes; the message does not show it
     */
    public static Secret of(String text) {
        return new Secret(text.getBytes(StandardCharsets.UTF_8));
    }

    /**
     * A secret from a message: trailing zero bytes are padding.
     *
     * @throws IllegalArgumentException if it is longer than 20 bytes; the message does not show it
     */
    public static Secret ofPadded(byte[] padded) {
        int length = padded.length;
        while (length > 0 && padded[length - 1] == 0) {
            length--;
        }
        return new Secret(Arrays.copyOf(padded, length));
    }

    /** The length without padding, 0 to 20. */
    public int length() {
        return bytes.length;
    }

    /**
     * The secret followed by zero bytes, as a new array.
     *
     * @throws IllegalArgumentException if it is longer than {@code length}
     */
    public byte[] padded(int length) {
        if (bytes.length > length) {
            throw new IllegalArgumentException("a secret of " + bytes.length + " bytes does not fit in " + length);
        }
        return Arrays.copyOf(bytes, length);
    }

    /** Compares in a time that does not depend on where the two differ. */
    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && MessageDigest.isEqual(padded(MAX_LENGTH), secret.padded(MAX_LENGTH));
    }

    @Override
    public int hashCode() {
        return Secret.class.hashCode();
    }

    @Override
    public String toString() {
        return "<secret>";
    }
}
