package org.ipmibridge.shell.commands.config;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What the file of an account says. */
final class AccountFile {
    static final String PID = "org.ipmibridge.ipmi.users";
    static final String PASSWORD = ".password";
    static final List<String> PRIVILEGES = List.of("user", "operator", "administrator", "callback", "none");

    private static final Pattern SECRET = Pattern.compile("\\$\\[secret:([^\\[\\];]+)]");

    private AccountFile() {}

    /** The user's name; empty for the null user. */
    static String name(CfgFile text) {
        return text.get("name").orElse("").strip();
    }

    /** The secret's name, where the password is in a file of its own. */
    static Optional<String> secret(CfgFile text) {
        Matcher reference = SECRET.matcher(text.get(PASSWORD).orElse("").strip());
        return reference.matches() ? Optional.of(reference.group(1).strip()) : Optional.empty();
    }
}
