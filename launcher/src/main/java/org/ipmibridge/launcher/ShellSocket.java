package org.ipmibridge.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.ipmibridge.launcher.shell.SocketFile;

/**
 * The place of the shell's socket: {@code run/shell.socket} in the data directory, or, when that path is longer than a socket's may be, a
 * private directory for temporary files. {@code run/shell.path} says where.
 */
final class ShellSocket implements Closeable {
    /** Linux takes 107 bytes, other systems 103. */
    private static final int LONGEST = 100;

    private final Path socket;
    private final Path record;

    private ShellSocket(Path socket, Path record) {
        this.socket = socket;
        this.record = record;
    }

    static ShellSocket place(DataDirectory data) throws IOException {
        Path run = data.privateDirectory("run");
        Path socket = run.resolve("shell.socket");
        if (socket.toString().getBytes(StandardCharsets.UTF_8).length > LONGEST) {
            socket = Files.createTempDirectory(temporary(System.getenv("XDG_RUNTIME_DIR")), "ipmibridge")
                    .resolve("shell.socket");
        }
        Files.deleteIfExists(socket);
        Path record = SocketFile.in(data.path());
        Files.writeString(record, socket + "\n");
        return new ShellSocket(socket, record);
    }

    /**
     * Where the private directory is made. The environment may name a directory of another user, or one that went with that user's last log-in.
     *
     * @param runtime the user's own directory, if the environment names one
     */
    static Path temporary(String runtime) {
        if (runtime != null && !runtime.isBlank()) {
            Path directory = Path.of(runtime);
            if (Files.isDirectory(directory) && Files.isWritable(directory)) {
                return directory;
            }
        }
        return Path.of(System.getProperty("java.io.tmpdir"));
    }

    Path path() {
        return socket;
    }

    @Override
    public void close() throws IOException {
        Files.deleteIfExists(record);
        Files.deleteIfExists(socket);
        if (!socket.getParent().equals(record.getParent())) {
            Files.deleteIfExists(socket.getParent());
        }
    }
}
