package org.ipmibridge.shell.commands.syntax;

import java.util.List;

/** The words that an argument may be at this moment. Thread-safe; never fails. */
@FunctionalInterface
public interface Choices {
    List<Candidate> of(Choice choice);
}
