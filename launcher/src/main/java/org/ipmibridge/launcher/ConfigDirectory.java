package org.ipmibridge.launcher;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The directory of the configuration files. The bridge watches it and never writes to it of its own accord.
 *
 * @param path where it is
 */
record ConfigDirectory(Path path) {
    private static final String LOGBACK = "logback.xml";
    private static final String LOGGING = "org.ops4j.pax.logging.cfg";

    /** Checks that all of it can be read, so that nothing is left out unseen. */
    void check() throws LauncherException {
        if (!Files.isDirectory(path)) {
            throw new LauncherException("the configuration directory " + path + " does not exist");
        }
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path, "*.cfg")) {
            for (Path file : files) {
                if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
                    throw new LauncherException("the configuration file " + file + " cannot be read");
                }
            }
        } catch (IOException e) {
            throw new LauncherException("the configuration directory cannot be read: " + Reason.of(e), e);
        }
    }

    /** What is logged where: the operator's own file, or the distribution's. */
    Path logback(Distribution distribution) {
        return ownOr(LOGBACK, distribution.lib(LOGBACK));
    }

    /** The levels and sizes of the log: the operator's, or none. */
    Path logging(Distribution distribution) {
        return ownOr(LOGGING, distribution.lib("logging.properties"));
    }

    private Path ownOr(String name, Path fallback) {
        Path own = path.resolve(name);
        return Files.isReadable(own) ? own : fallback;
    }
}
