package org.ipmibridge.shell.ssh;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.shell.Role;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A user of the shell.
 *
 * @param name unique
 * @param role what the user may do
 * @param keys public keys as {@code type base64}
 * @param keyFile a file with more of them
 * @param password none where only keys let the user in
 */
public record SshUser(String name, Role role, Set<String> keys, Optional<Path> keyFile, Optional<String> password) {
    private static final Logger LOG = LoggerFactory.getLogger(SshUser.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9_][A-Za-z0-9._-]{0,31}");
    private static final int SHORTEST_PASSWORD = 12;

    static SshUser read(UserConfiguration configuration, ConfigReader reader) {
        String name = configuration.name().isBlank()
                ? reader.text("service.pid").replaceFirst("^[^~]*~", "")
                : configuration.name().strip();
        if (!NAME.matcher(name).matches()) {
            throw reader.wrong("name", "must be 1 to 32 letters, digits, dots, hyphens and underscores");
        }
        SshUser user = new SshUser(
                name,
                reader.word("role", configuration.role(), Role.class),
                keys(configuration, reader),
                keyFile(configuration, reader),
                password(configuration, reader));
        if (user.keys.isEmpty() && user.keyFile.isEmpty() && user.password.isEmpty()) {
            throw reader.wrongUnshown("keys", "a user needs keys, keys.file or .password");
        }
        return user;
    }

    /** Whether this key, as {@code type base64}, lets the user in. */
    public boolean hasKey(String key) {
        return keys.contains(key) || keyFile.filter(file -> isIn(file, key)).isPresent();
    }

    /** Whether this password lets the user in. */
    public boolean hasPassword(String given) {
        return password.filter(own -> MessageDigest.isEqual(
                        own.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /** Without the password. */
    @Override
    public String toString() {
        return name + " (" + role + ")";
    }

    private static Set<String> keys(UserConfiguration configuration, ConfigReader reader) {
        try {
            return PublicKeys.of(Stream.of(configuration.keys().split(",")));
        } catch (IllegalArgumentException e) {
            throw reader.wrongUnshown("keys", e.getMessage());
        }
    }

    private static Optional<Path> keyFile(UserConfiguration configuration, ConfigReader reader) {
        String text = configuration.keys_file().strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            Path file = Path.of(text);
            readKeys(file);
            return Optional.of(file);
        } catch (InvalidPathException | IOException e) {
            throw reader.wrong("keys.file", "cannot be read: " + e);
        } catch (IllegalArgumentException e) {
            throw reader.wrong("keys.file", e.getMessage());
        }
    }

    private static Optional<String> password(UserConfiguration configuration, ConfigReader reader) {
        String password = configuration._password();
        if (!password.isEmpty() && password.length() < SHORTEST_PASSWORD) {
            throw reader.wrongUnshown(".password", "must have at least " + SHORTEST_PASSWORD + " characters");
        }
        return Optional.of(password).filter(text -> !text.isEmpty());
    }

    private boolean isIn(Path file, String key) {
        try {
            return readKeys(file).contains(key);
        } catch (IOException | IllegalArgumentException e) {
            LOG.warn("shell user {}: the key file {} cannot be used: {}", name, file, e.getMessage());
            return false;
        }
    }

    private static Set<String> readKeys(Path file) throws IOException {
        return PublicKeys.of(Files.readAllLines(file).stream());
    }
}
