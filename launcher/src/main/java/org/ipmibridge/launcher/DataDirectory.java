package org.ipmibridge.launcher;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;

/** The directory for everything a running bridge writes. One bridge at a time has it. */
final class DataDirectory implements Closeable {
    private final Path path;
    private final FileChannel lock;

    private DataDirectory(Path path, FileChannel lock) {
        this.path = path;
        this.lock = lock;
    }

    /**
     * Makes the directory when there is none, and takes it.
     *
     * @throws LauncherException when another bridge has it, or it cannot be written
     */
    static DataDirectory take(Path path) throws LauncherException {
        try {
            Files.createDirectories(path);
            return new DataDirectory(path, lock(path.resolve("bridge.lock")));
        } catch (IOException e) {
            throw new LauncherException("the data directory " + path + " cannot be used: " + Reason.of(e), e);
        }
    }

    private static FileChannel lock(Path file) throws IOException, LauncherException {
        FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
        FileLock lock = channel.tryLock();
        if (lock == null) {
            channel.close();
            throw new LauncherException("another bridge, process "
                    + Files.readString(file).strip() + ", runs with the data directory " + file.getParent());
        }
        channel.truncate(0);
        channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
        return channel;
    }

    Path path() {
        return path;
    }

    /** A directory in it that only this user can enter; made when there is none. It may be a link to one. */
    Path privateDirectory(String name) throws IOException {
        Path directory = path.resolve(name);
        if (!Files.isDirectory(directory)) {
            Files.createDirectories(directory);
        }
        return Files.setPosixFilePermissions(directory, PosixFilePermissions.fromString("rwx------"));
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }
}
