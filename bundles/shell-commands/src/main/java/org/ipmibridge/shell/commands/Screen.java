package org.ipmibridge.shell.commands;

import org.apache.felix.service.command.CommandSession;

/**
 * Where the output of a command goes.
 *
 * @param terminal whether it is a terminal
 * @param columns its width, 0 when it is not known
 */
public record Screen(boolean terminal, int columns) {
    private static final String TERMINAL = "TERMINAL";
    private static final String COLUMNS = "COLUMNS";

    /** The screen that a session was told of; none that is a terminal if it was told of none. */
    static Screen of(CommandSession session) {
        return new Screen(
                Boolean.TRUE.equals(session.get(TERMINAL)),
                session.get(COLUMNS) instanceof Integer columns ? columns : 0);
    }

    /** Tells a session. */
    public void tell(CommandSession session) {
        session.put(TERMINAL, terminal);
        session.put(COLUMNS, columns);
    }
}
