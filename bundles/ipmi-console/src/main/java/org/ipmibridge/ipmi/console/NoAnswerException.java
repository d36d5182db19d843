package org.ipmibridge.ipmi.console;

import java.time.Duration;

/** The BMC did not answer in time. */
public final class NoAnswerException extends ConsoleException {
    private static final long serialVersionUID = 1L;

    private final boolean unreachable;

    /**
     * @param request what was not answered
     * @param unreachable whether the host said that nobody has the port
     */
    NoAnswerException(String request, Duration waited, boolean unreachable) {
        super("no answer to " + request + " in " + waited.toSeconds() + " s");
        this.unreachable = unreachable;
    }

    /** Whether the host said that nobody has the port. */
    public boolean unreachable() {
        return unreachable;
    }
}
