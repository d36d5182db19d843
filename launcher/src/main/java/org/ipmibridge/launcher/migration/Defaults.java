package org.ipmibridge.launcher.migration;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The distribution's own configuration, of which all but the demonstration is taken over. */
final class Defaults {
    private static final String LOGGING = "org.ops4j.pax.logging.cfg";
    private static final String SESSION = "org.ipmibridge.ipmi.session.cfg";

    private Defaults() {}

    /** @param logLevel the level of the log, or empty for the distribution's */
    static void copy(Path directory, Optional<String> logLevel, ImportedFiles files) throws ImportException {
        try (Stream<Path> found = Files.list(directory)) {
            List<Path> singletons = found.filter(Defaults::isTakenOver).sorted().toList();
            for (Path file : singletons) {
                String name = file.getFileName().toString();
                files.configuration(name, adapted(name, Files.readString(file), logLevel));
            }
        } catch (IOException e) {
            throw new ImportException(
                    "the default configuration " + directory + " cannot be read: " + e.getMessage(), e);
        }
    }

    /** Files with a hyphen are the demonstration's BMCs, machines and accounts. */
    private static boolean isTakenOver(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".cfg") && !name.contains("-") && !name.startsWith("org.ipmibridge.hypervisor.");
    }

    private static String adapted(String name, String text, Optional<String> logLevel) {
        return switch (name) {
            case LOGGING ->
                logLevel.map(level -> text.replaceFirst("(?m)^level *=.*$", "level = " + level))
                        .orElse(text);
            case SESSION ->
                text.replace(" Here it is on for the demonstration.", "")
                        .replaceFirst("(?m)^v15\\.authentication *=.*$", "v15.authentication =");
            default -> text;
        };
    }
}
