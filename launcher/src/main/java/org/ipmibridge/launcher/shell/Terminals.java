package org.ipmibridge.launcher.shell;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Opens this process's terminal. */
final class Terminals {
    /** Kept here, for a logger that nobody holds forgets its level. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private Terminals() {}

    static Terminal open() throws IOException {
        JLINE.setLevel(Level.SEVERE);
        return TerminalBuilder.builder().name("bridge").system(true).dumb(true).build();
    }
}
