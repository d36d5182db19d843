package org.ipmibridge.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * The copy of the log's levels and sizes that Logback reads, {@code run/logging.properties} in the data directory; while the bridge runs, its
 * configuration writes there what is right.
 */
final class LoggingCopy implements Closeable {
    private final Path path;

    private LoggingCopy(Path path) {
        this.path = path;
    }

    /** @param original what the log begins with */
    static LoggingCopy place(DataDirectory data, Path original) throws IOException {
        Path copy = data.privateDirectory("run").resolve("logging.properties");
        Files.copy(original, copy, StandardCopyOption.REPLACE_EXISTING);
        return new LoggingCopy(copy);
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(path);
    }
}
