package org.ipmibridge.runtime.api.shell;

/**
 * Where the output of a command goes.
 *
 * @param terminal whether it is a terminal
 * @param columns its width, 0 when it is not known
 */
public record Screen(boolean terminal, int columns) {
    /** The variable of a Gogo session in which commands find the screen. */
    public static final String VARIABLE = "SCREEN";

    /** A file, a pipe, or what nothing is known of. */
    public static final Screen NONE = new Screen(false, 0);
}
