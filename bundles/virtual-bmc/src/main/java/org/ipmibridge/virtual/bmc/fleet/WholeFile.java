package org.ipmibridge.virtual.bmc.fleet;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;

/** Writes a file that is either as it was or all new, whatever happens to the machine meanwhile. */
public final class WholeFile {
    private WholeFile() {}

    /**
     * When this returns, the text is on disk under this name. The directory is made when it is not there.
     *
     * @throws IOException if it cannot be written; the file is as it was then, or all new
     */
    public static void write(Path path, String text) throws IOException {
        Path directory = path.toAbsolutePath().getParent();
        Files.createDirectories(directory);
        Path next = path.resolveSibling(path.getFileName() + ".new");
        ByteBuffer bytes = StandardCharsets.UTF_8.encode(text);
        try (FileChannel file = FileChannel.open(
                next, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE)) {
            while (bytes.hasRemaining()) {
                file.write(bytes);
            }
            file.force(true);
        }
        Files.move(next, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        try (FileChannel names = FileChannel.open(directory, StandardOpenOption.READ)) {
            names.force(true);
        }
    }
}
