package org.ipmibridge.runtime.api.shell;

import java.nio.file.Path;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** What one user does in the shell. For one thread at a time, but for {@link #complete} and {@link #interrupt}. */
@ProviderType
public interface ShellSession extends AutoCloseable {
    /** The exit code of success. */
    int DONE = 0;

    /** The exit code of a command that failed; one line on standard error says why. */
    int FAILED = 1;

    /** The exit code of an unknown command, or of wrong arguments. */
    int MISUSED = 2;

    /** The exit code of a command that the caller's role may not run. */
    int NOT_PERMITTED = 4;

    /**
     * Runs one command. Its words reach it as they are: nothing in them is evaluated.
     *
     * @param words the command's name and its arguments, at least one
     * @return the exit code
     */
    int run(List<String> words, Screen screen);

    /**
     * Runs one line: of Gogo for an administrator; for everybody else a command and its words with blanks in between, in which quotes of
     * either kind hold a word together and nothing else means anything.
     *
     * @return the exit code
     */
    int run(String line, Screen screen);

    /**
     * The words that may replace the one before the cursor; only what the caller may run.
     *
     * @param line what was typed
     * @param cursor where in it, 0 to its length
     */
    List<Candidate> complete(String line, int cursor);

    /** Says where the caller is: relative paths of files are relative to it from now on. */
    void enter(Path directory);

    /** Asks the command that runs to end; it may take its time, or have nothing to end. */
    void interrupt();

    /** Ends the session, and the command that runs in it. */
    @Override
    void close();
}
