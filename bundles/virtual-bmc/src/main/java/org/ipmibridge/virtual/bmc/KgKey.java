package org.ipmibridge.virtual.bmc;

import java.util.HexFormat;
import java.util.Optional;
import org.ipmibridge.ipmi.api.user.Secret;

/** The configured key K_G (IPMI v2.0, section 13.33). */
final class KgKey {
    private static final String HEX_PREFIX = "0x";

    private KgKey() {}

    /**
     * Reads a key.
     *
     * @param text up to 20 bytes of UTF-8, or {@code 0x} and up to 40 hexadecimal digits, as clients take it. Empty, or all zero bytes,
     *     for none
     * @throws IllegalArgumentException if it is too long or not hexadecimal; the message does not show it
     */
    static Optional<Secret> parse(String text) {
        Secret key = text.startsWith(HEX_PREFIX) ? ofHex(text.substring(HEX_PREFIX.length())) : ofText(text);
        return Optional.of(key).filter(secret -> secret.length() > 0);
    }

    private static Secret ofText(String text) {
        try {
            return Secret.of(text);
        } catch (IllegalArgumentException e) {
            throw tooLong();
        }
    }

    private static Secret ofHex(String digits) {
        byte[] bytes;
        try {
            bytes = HexFormat.of().parseHex(digits);
        } catch (IllegalArgumentException e) {
            // Its message would show the digits.
            throw new IllegalArgumentException("must be an even number of hexadecimal digits after 0x");
        }
        if (bytes.length > Secret.MAX_LENGTH) {
            throw tooLong();
        }
        return Secret.ofPadded(bytes);
    }

    private static IllegalArgumentException tooLong() {
        return new IllegalArgumentException("20 bytes are the most");
    }
}
