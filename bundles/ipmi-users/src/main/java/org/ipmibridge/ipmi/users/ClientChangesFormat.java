package org.ipmibridge.ipmi.users;

import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.EnumMap;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;

/**
 * {@link ClientChanges} as text: a properties file with {@code <id>.<field>} and {@code <id>.<field>.over} for each change, and a check
 * sum, as a file that lost a line must not enable a user whom a client disabled.
 */
final class ClientChangesFormat {
    private static final String CHECKSUM = "checksum";
    private static final String BASIS = ".over";

    private ClientChangesFormat() {}

    /** Slow, if there are passwords of which no fingerprint was made yet. */
    static String encode(ClientChanges changes, Fingerprint fingerprint) {
        Properties properties = new Properties();
        for (int id : changes.ids()) {
            changes.of(id).forEach((field, change) -> {
                properties.setProperty(key(id, field), change.value());
                properties.setProperty(key(id, field) + BASIS, change.basis().text(fingerprint));
            });
        }
        properties.setProperty(CHECKSUM, checksum(properties));
        return text(properties);
    }

    /** @throws IllegalArgumentException if it is not what {@link #encode} wrote; the message shows no value */
    static ClientChanges decode(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text));
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        Object checksum = properties.remove(CHECKSUM);
        if (!checksum(properties).equals(checksum)) {
            throw new IllegalArgumentException("the check sum is wrong");
        }
        ClientChanges changes = ClientChanges.NONE;
        for (int id = 1; id <= UserDirectory.CAPACITY; id++) {
            changes = changes.with(id, changes(id, properties));
        }
        return changes;
    }

    private static Map<UserField, FieldChange> changes(int id, Properties properties) {
        Map<UserField, FieldChange> changes = new EnumMap<>(UserField.class);
        for (UserField field : UserField.values()) {
            String value = properties.getProperty(key(id, field));
            String basis = properties.getProperty(key(id, field) + BASIS);
            if (value != null && basis != null) {
                changes.put(field, change(id, field, value, basis));
            }
        }
        return changes;
    }

    private static FieldChange change(int id, UserField field, String value, String basis) {
        try {
            field.set(User.empty(id), value);
            return new FieldChange(value, field.writtenBasis(basis));
        } catch (RuntimeException wrong) {
            throw new IllegalArgumentException("the value of " + key(id, field) + " is wrong");
        }
    }

    private static String key(int id, UserField field) {
        return id + "." + field.key();
    }

    private static String checksum(Properties properties) {
        CRC32 crc = new CRC32();
        crc.update(text(properties).getBytes(StandardCharsets.UTF_8));
        return String.format("%08x", crc.getValue());
    }

    /** The lines in order, without the comment that says when. */
    private static String text(Properties properties) {
        StringWriter writer = new StringWriter();
        try {
            properties.store(writer, null);
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
        return writer.toString()
                .lines()
                .filter(line -> !line.startsWith("#"))
                .sorted()
                .collect(Collectors.joining("\n", "", "\n"));
    }
}
