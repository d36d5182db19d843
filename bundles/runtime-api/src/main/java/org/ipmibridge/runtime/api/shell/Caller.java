package org.ipmibridge.runtime.api.shell;

/**
 * Who uses a shell.
 *
 * @param name the user's name, as the log shows it
 * @param origin where the user is: {@code local}, or {@code ssh} and an address
 * @param role what the user may do
 */
public record Caller(String name, String origin, Role role) {
    /** The variable of a Gogo session in which commands find the caller. */
    public static final String VARIABLE = "CALLER";

    /** As log lines have it. */
    @Override
    public String toString() {
        return "user=" + name + " from=" + origin;
    }
}
