package org.ipmibridge.runtime.api.shell;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** What a shell's user sees, and is asked. The servers of shells implement it. Used by the threads of commands. */
@ConsumerType
public interface Console {
    /** The variable of a Gogo session in which commands find the console. */
    String VARIABLE = "CONSOLE";

    /** Takes the standard output. */
    OutputStream out();

    /** Takes the standard error. */
    OutputStream err();

    /**
     * Asks for one line: of the person at the terminal, or of the standard input where that is none.
     *
     * @param prompt shown before the line; it has no line end
     * @param secret whether the line must not be seen while it is typed
     * @return the line without its end; none when there is no more input
     * @throws InterruptedException when the user ended the command instead
     * @throws IOException when the user is gone
     */
    Optional<String> ask(String prompt, boolean secret) throws IOException, InterruptedException;
}
