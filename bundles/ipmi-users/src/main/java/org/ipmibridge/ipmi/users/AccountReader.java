package org.ipmibridge.ipmi.users;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.config.ConfigReader;

/** Makes an {@link Account} of its configuration, or says what is wrong with it. */
final class AccountReader {
    private static final String PASSWORD = ".password";
    private static final int NULL_USER = 1;
    private static final int LONGEST_NAME = 16;
    private static final int HIGHEST_SESSION_LIMIT = 15;

    private final AccountConfig config;
    private final ConfigReader reader;

    /** @param reader of the same configuration as it is written */
    AccountReader(AccountConfig config, ConfigReader reader) {
        this.config = config;
        this.reader = reader;
    }

    Account read() {
        int id = id();
        Optional<PrivilegeLevel> privilege = privilege();
        boolean enabled = enabled();
        boolean mayLogIn = enabled && privilege.isPresent();
        User user = new User(
                id,
                name(id),
                password(mayLogIn),
                enabled,
                privilege,
                privilege.isPresent(),
                false,
                false,
                reader.number("session.limit", config::session_limit, 0, HIGHEST_SESSION_LIMIT));
        return new Account(reader.source(), user, bmcs());
    }

    private int id() {
        if (reader.text("id").isEmpty()) {
            throw reader.wrongUnshown("id", "is missing; it must be " + NULL_USER + " to " + UserDirectory.CAPACITY);
        }
        return reader.number("id", config::id, NULL_USER, UserDirectory.CAPACITY);
    }

    private String name(int id) {
        String name = config.name().trim();
        if (id == NULL_USER) {
            if (!name.isEmpty()) {
                throw reader.wrong("name", "the user with id 1 is the null user, which has no name");
            }
            return name;
        }
        if (name.isEmpty()) {
            throw reader.wrongUnshown("name", "is missing; only the user with id 1 has none");
        }
        if (name.length() > LONGEST_NAME || !name.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw reader.wrong("name", "must be 1 to 16 characters of printable ASCII, without spaces");
        }
        return name;
    }

    private Secret password(boolean needed) {
        String password = config._password().replaceFirst("[\r\n]+$", "");
        if (needed && password.isEmpty()) {
            throw reader.wrongUnshown(PASSWORD, "is missing; an account that may log in must have one");
        }
        try {
            return Secret.of(password);
        } catch (IllegalArgumentException tooLong) {
            throw reader.wrongUnshown(PASSWORD, "is longer than " + Secret.MAX_LENGTH + " bytes");
        }
    }

    private Optional<PrivilegeLevel> privilege() {
        String privilege = config.privilege().trim().toLowerCase(Locale.ROOT);
        return switch (privilege) {
            case "none" -> Optional.empty();
            case "callback", "user", "operator", "administrator" ->
                Optional.of(PrivilegeLevel.valueOf(privilege.toUpperCase(Locale.ROOT)));
            default -> throw reader.wrong("privilege", "must be user, operator, administrator, callback or none");
        };
    }

    private boolean enabled() {
        String enabled = config.enabled().trim().toLowerCase(Locale.ROOT);
        if (!enabled.equals("true") && !enabled.equals("false")) {
            throw reader.wrong("enabled", "must be true or false");
        }
        return enabled.equals("true");
    }

    private Set<String> bmcs() {
        Set<String> names = new HashSet<>();
        for (String part : String.join(",", config.bmcs()).split(",")) {
            names.add(part.trim());
        }
        names.remove("");
        if (names.isEmpty()) {
            throw reader.wrong("bmcs", "must be * or names of BMCs");
        }
        return names.contains("*") ? Set.of() : names;
    }
}
