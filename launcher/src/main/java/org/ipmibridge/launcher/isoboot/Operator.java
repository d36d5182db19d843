package org.ipmibridge.launcher.isoboot;

import java.io.Console;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who runs the check: gives the password, and consents.
 *
 * @param environment the environment variables
 * @param terminal the terminal, or empty when standard input and output are none
 */
record Operator(Map<String, String> environment, Optional<Console> terminal) {
    private static final String PASSWORD = "IPMI_PASSWORD";
    /** The name that ipmitool prefers. */
    private static final String IPMITOOL_PASSWORD = "IPMITOOL_PASSWORD";

    static Operator ofThisProcess() {
        return new Operator(System.getenv(), Optional.ofNullable(System.console()));
    }

    /** The password, from the environment or asked for without echo. */
    String password(String user) throws UsageException {
        String given = environment.getOrDefault(IPMITOOL_PASSWORD, environment.get(PASSWORD));
        if (given != null) {
            return given;
        }
        Console console = terminal.orElseThrow(
                () -> new UsageException("the password is missing: put it into the environment variable " + PASSWORD
                        + "; there is no terminal to ask on"));
        char[] typed = console.readPassword("Password of %s: ", user);
        if (typed == null) {
            throw new UsageException("no password was given");
        }
        return new String(typed);
    }

    /** Asks a question whose answer is no unless it is yes. */
    boolean consents(String question) {
        String answer =
                terminal.map(console -> console.readLine("%s [y/N] ", question)).orElse(null);
        return answer != null && answer.strip().toLowerCase(Locale.ROOT).matches("y|yes");
    }
}
