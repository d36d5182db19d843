package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;

/**
 * Which files there are: the current one, and {@code .1}, {@code .2} and so on behind its name, the higher the older.
 *
 * @param bytes the size from which on the current file is put aside
 * @param count how many files there are at most, the current one included
 * @param daily whether it is put aside at midnight UTC too
 */
record Rotation(long bytes, int count, boolean daily) {
    /** Puts the current file aside and gives up the oldest one. */
    void rotate(Path file) throws IOException {
        Files.deleteIfExists(old(file, count - 1));
        for (int i = count - 2; i >= 0; i--) {
            Path from = i == 0 ? file : old(file, i);
            if (Files.exists(from)) {
                Files.move(from, old(file, i + 1), StandardCopyOption.ATOMIC_MOVE);
            }
        }
    }

    /** All files that exist, the newest first. */
    static List<Path> files(Path file) {
        List<Path> files = new ArrayList<>();
        for (Path each = file; Files.exists(each) || files.isEmpty(); each = old(file, files.size())) {
            files.add(each);
        }
        return files;
    }

    private static Path old(Path file, int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }
}
