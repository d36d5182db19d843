package org.ipmibridge.shell.commands.config;

import java.util.regex.Pattern;
import org.ipmibridge.shell.commands.ShellException;

/** Keeps secrets off the screen, out of command lines, and in files of their own. */
final class Secrets {
    private static final Pattern KEY = Pattern.compile("[A-Za-z0-9._-]+");
    private static final Pattern REFERENCE = Pattern.compile("\\$\\[(secret|env|prop):[^\\[\\];]+]");

    /** Also of other bundles' configurations, whose keys may have any name. */
    private static final Pattern SECRET_KEY =
            Pattern.compile("\\..*|.*(password|passwd|passphrase|secret|token|credential).*", Pattern.CASE_INSENSITIVE);

    private static final Pattern USER_IN_URL = Pattern.compile("://[^/@\\s]*:[^/@\\s]*@");
    private static final String HIDDEN = "(hidden)";

    private Secrets() {}

    /** A value as it may be shown: a reference to a secret is none, but the default in one is. */
    static String shown(String key, String value) {
        boolean secret = SECRET_KEY.matcher(key).matches() && !value.isEmpty()
                || USER_IN_URL.matcher(value).find();
        return secret && !REFERENCE.matcher(value.strip()).matches() ? HIDDEN : value;
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
}
