package org.ipmibridge.shell.commands;

import java.util.Optional;

/** Reads the optional last argument of a command. */
final class Optionals {
    private Optionals() {}

    /** The argument, if it was given. */
    static Optional<String> one(String... arguments) {
        if (arguments.length > 1) {
            throw new UsageException("too many arguments: " + String.join(" ", arguments));
        }
        return arguments.length == 0 ? Optional.empty() : Optional.of(arguments[0]);
    }
}
