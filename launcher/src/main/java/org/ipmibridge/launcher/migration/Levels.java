package org.ipmibridge.launcher.migration;

import java.util.Locale;
import java.util.Optional;

/** The ancestor's logging section, whose levels are Python's. */
final class Levels {
    private Levels() {}

    /** The level here; the rest of the section is noted. */
    static Optional<String> read(Section logging, Notes notes) throws ImportException {
        logging.text("file")
                .ifPresent(file -> notes.lost(
                        logging.place("file") + " = " + file + ": the log is log/bridge.log in the data directory"));
        Optional<String> level = logging.text("level").map(text -> text.strip().toUpperCase(Locale.ROOT));
        if (level.isEmpty()) {
            return level;
        }
        Optional<String> known = Optional.ofNullable(
                switch (level.get()) {
                    case "DEBUG", "INFO", "ERROR" -> level.get();
                    case "WARNING", "WARN" -> "WARN";
                    case "CRITICAL", "FATAL" -> "ERROR";
                    default -> null;
                });
        if (known.isEmpty()) {
            notes.lost(logging.place("level") + " = " + level.get() + ": is no level; INFO is in force");
        }
        return known;
    }
}
