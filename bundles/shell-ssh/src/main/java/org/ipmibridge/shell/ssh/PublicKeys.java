package org.ipmibridge.shell.ssh;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Public keys as {@code authorized_keys} has them. */
final class PublicKeys {
    /** The types whose signatures are still good. */
    private static final Pattern LINE = Pattern.compile(
            "(ssh-ed25519|ssh-rsa|ecdsa-sha2-nistp256|ecdsa-sha2-nistp384|ecdsa-sha2-nistp521) +([A-Za-z0-9+/]+=*)( .*)?");

    private static final int TYPE_LENGTH_BYTES = 4;

    private PublicKeys() {}

    /**
     * The keys of these lines as {@code type base64}, without comments.
     *
     * @param lines blank ones, and those that begin with {@code #}, are none
     * @throws IllegalArgumentException if one is no key; the message says which
     */
    static Set<String> of(Stream<String> lines) {
        return lines.map(String::strip)
                .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                .map(PublicKeys::key)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static String key(String line) {
        Matcher matcher = LINE.matcher(line);
        if (!matcher.matches() || !names(matcher.group(2), matcher.group(1))) {
            String begin = line.length() > 24 ? line.substring(0, 24) + "..." : line;
            throw new IllegalArgumentException("'" + begin
                    + "' is no public key such as 'ssh-ed25519 AAAA... comment'; options before it are not supported");
        }
        return matcher.group(1) + " " + matcher.group(2);
    }

    /** The type stands in the encoded key, too; this finds those that were cut. */
    private static boolean names(String base64, String type) {
        try {
            byte[] key = Base64.getDecoder().decode(base64);
            byte[] name = type.getBytes(StandardCharsets.US_ASCII);
            return key.length > TYPE_LENGTH_BYTES + name.length
                    && new String(key, TYPE_LENGTH_BYTES, name.length, StandardCharsets.US_ASCII).equals(type);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
