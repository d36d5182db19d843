package org.ipmibridge.launcher.shell;

import java.io.IOException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jline.terminal.Size;
import org.jline.terminal.Terminal;
import org.jline.terminal.TerminalBuilder;

/** Opens this process's terminal. */
final class Terminals {
    /** Kept here, for a logger that nobody holds forgets its level. */
    private static final Logger JLINE = Logger.getLogger("org.jline");

    private static final Size USUAL = new Size(80, 24);

    private Terminals() {}

    static Terminal open() throws IOException {
        JLINE.setLevel(Level.SEVERE);
        Terminal terminal =
                TerminalBuilder.builder().name("bridge").system(true).dumb(true).build();
        if (terminal.getWidth() == 0) {
            // Serial lines and some containers do not know their size, and nothing can be edited in no columns.
            terminal.setSize(USUAL);
        }
        return terminal;
    }
}
