package org.ipmibridge.launcher.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;

/** The file in the data directory that says where the socket of the running bridge is. */
public final class SocketFile {

    private SocketFile() {}

    /** Where the file is. */
    public static Path in(Path data) {
        return data.resolve("run").resolve("shell.path");
    }

    /** The socket of the bridge that runs with a data directory; nothing when none runs. */
    static Optional<Path> read(Path data) throws IOException {
        try {
            return Optional.of(Path.of(Files.readString(in(data)).strip()));
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }
}
