package org.ipmibridge.launcher.shell;

import java.io.IOException;
import java.util.Optional;

/** Answers what a command asks. */
@FunctionalInterface
interface Input {
    /**
     * Asks for a line.
     *
     * @param secret whether the line must not be seen while it is typed
     * @return the line; none when there is no more input
     */
    Optional<String> ask(String prompt, boolean secret) throws IOException;
}
