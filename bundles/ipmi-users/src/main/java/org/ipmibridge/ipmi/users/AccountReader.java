package org.ipmibridge.ipmi.users;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntSupplier;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** Makes an {@link Account} of its configuration, or says what is wrong with it. */
final class AccountReader {
    private static final String PASSWORD = ".password";
    private static final Set<String> KEYS =
            Set.of("id", "name", PASSWORD, "privilege", "enabled", "bmcs", "session.limit");
    /** What Config Admin, Declarative Services and FileInstall add. */
    private static final Set<String> FOREIGN = Set.of("service.", "component.", "felix.", "osgi.", ":");

    private static final int NULL_USER = 1;
    private static final int LONGEST_NAME = 16;
    private static final int HIGHEST_SESSION_LIMIT = 15;

    private final AccountConfig config;
    private final Map<String, ?> properties;

    /** @param properties the same configuration as it is written, with its file's name */
    AccountReader(AccountConfig config, Map<String, ?> properties) {
        this.config = config;
        this.properties = properties;
    }

    Account read() throws InvalidAccountException {
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
                number("session.limit", config::session_limit, 0, HIGHEST_SESSION_LIMIT));
        return new Account(ConfigurationFile.of(properties), user, bmcs());
    }

    /** Keys that mean nothing here, such as misspelt ones. */
    Set<String> unknownKeys() {
        Set<String> unknown = new TreeSet<>(properties.keySet());
        unknown.removeAll(KEYS);
        unknown.removeIf(key -> FOREIGN.stream().anyMatch(key::startsWith));
        return unknown;
    }

    private int id() throws InvalidAccountException {
        if (properties.get("id") == null) {
            throw new InvalidAccountException(
                    "id", "is missing; it must be " + NULL_USER + " to " + UserDirectory.CAPACITY);
        }
        return number("id", config::id, NULL_USER, UserDirectory.CAPACITY);
    }

    private int number(String key, IntSupplier member, int minimum, int maximum) throws InvalidAccountException {
        String range = "must be a whole number, " + minimum + " to " + maximum;
        int value;
        try {
            value = member.getAsInt();
        } catch (RuntimeException notANumber) {
            throw new InvalidAccountException(key, properties.get(key), range);
        }
        if (value < minimum || value > maximum) {
            throw new InvalidAccountException(key, properties.get(key), range);
        }
        return value;
    }

    private String name(int id) throws InvalidAccountException {
        String name = config.name().trim();
        if (id == NULL_USER) {
            if (!name.isEmpty()) {
                throw new InvalidAccountException(
                        "name", name, "the user with id 1 is the null user, which has no name");
            }
            return name;
        }
        if (name.isEmpty()) {
            throw new InvalidAccountException("name", "is missing; only the user with id 1 has none");
        }
        if (name.length() > LONGEST_NAME || !name.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
            throw new InvalidAccountException(
                    "name", name, "must be 1 to 16 characters of printable ASCII, without spaces");
        }
        return name;
    }

    private Secret password(boolean needed) throws InvalidAccountException {
        String password = config._password().replaceFirst("[\r\n]+$", "");
        if (password.startsWith("$[") && password.endsWith("]")) {
            throw new InvalidAccountException(PASSWORD, "the secret or variable that it names does not exist");
        }
        if (needed && password.isEmpty()) {
            throw new InvalidAccountException(PASSWORD, "is missing; an account that may log in must have one");
        }
        try {
            return Secret.of(password);
        } catch (IllegalArgumentException tooLong) {
            throw new InvalidAccountException(PASSWORD, "is longer than " + Secret.MAX_LENGTH + " bytes");
        }
    }

    private Optional<PrivilegeLevel> privilege() throws InvalidAccountException {
        String privilege = config.privilege().trim().toLowerCase(Locale.ROOT);
        return switch (privilege) {
            case "none" -> Optional.empty();
            case "callback", "user", "operator", "administrator" ->
                Optional.of(PrivilegeLevel.valueOf(privilege.toUpperCase(Locale.ROOT)));
            default ->
                throw new InvalidAccountException(
                        "privilege", privilege, "must be user, operator, administrator, callback or none");
        };
    }

    private boolean enabled() throws InvalidAccountException {
        String enabled = config.enabled().trim().toLowerCase(Locale.ROOT);
        if (!enabled.equals("true") && !enabled.equals("false")) {
            throw new InvalidAccountException("enabled", enabled, "must be true or false");
        }
        return enabled.equals("true");
    }

    private Set<String> bmcs() throws InvalidAccountException {
        Set<String> names = new HashSet<>();
        for (String part : String.join(",", config.bmcs()).split(",")) {
            names.add(part.trim());
        }
        names.remove("");
        if (names.isEmpty()) {
            throw new InvalidAccountException("bmcs", Arrays.toString(config.bmcs()), "must be * or names of BMCs");
        }
        return names.contains("*") ? Set.of() : names;
    }
}
