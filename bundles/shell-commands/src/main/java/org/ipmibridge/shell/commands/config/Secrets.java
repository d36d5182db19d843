package org.ipmibridge.shell.commands.config;

import java.util.Locale;
import java.util.regex.Pattern;
import org.ipmibridge.shell.commands.ShellException;

/** Keeps secrets off the screen, out of command lines, and in files of their own. */
final class Secrets {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\[(secret|env|prop):[^\\[\\]]+]");
    private static final String HIDDEN = "(hidden)";

    private Secrets() {}

    /** A value as it may be shown: a reference to a secret is none. */
    static String shown(String key, String value) {
        return isSecret(key) && !value.isEmpty() && !REFERENCE.matcher(value).matches() ? HIDDEN : value;
    }

    /** @throws ShellException for a secret that whoever lists the processes would see */
    static void requireNoPlainSecret(String key, String value) {
        if (!shown(key, value).equals(value)) {
            throw new ShellException(key + " is a secret and cannot be an argument: put it into a file of the secrets"
                    + " directory, and name that as $[secret:FILE]; for users there is user:password");
        }
    }

    /** @throws ShellException for what cannot be a key */
    static String key(String key) {
        if (!KEY.matcher(key).matches()) {
            throw new ShellException(key + " cannot be a key: letters, digits, dots, hyphens and underscores");
        }
        return key;
    }

    private static boolean isSecret(String key) {
        String lower = key.toLowerCase(Locale.ROOT);
        return key.startsWith(".") || lower.contains("password") || lower.contains("secret");
    }
}
