package org.ipmibridge.shell.commands.syntax;

import java.util.List;
import org.ipmibridge.runtime.api.shell.Candidate;

/** The words that an argument may be at this moment. Thread-safe; never fails, and takes a second at most. */
@FunctionalInterface
public interface Choices {
    /**
     * The words.
     *
     * @param choice what the argument is
     * @param before the arguments before it
     */
    List<Candidate> of(Choice choice, List<String> before);
}
