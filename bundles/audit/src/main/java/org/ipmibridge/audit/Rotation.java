package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which files there are: the current one, and {@code .1}, {@code .2} and so on behind its name, the higher the older.
 *
 * @param bytes the size from which on the current file is put aside
 * @param count how many files there are at most, the current one included
 * @param daily whether it is put aside at midnight UTC too
 */
record Rotation(long bytes, int count, boolean daily) {
    /** No more files than this can be configured. */
    static final int MOST = 1000;

    private static final Logger LOG = LoggerFactory.getLogger(Rotation.class);

    /** Gives a file another name, in place of the one that has it. */
    interface Move {
        void move(Path from, Path to) throws IOException;
    }

    /**
     * Puts the current file aside and gives up the oldest one. Where this fails half way, trying it again loses no more: only the files before the
     * first number that is free move.
     */
    void rotate(Path file) throws IOException {
        rotate(file, (from, to) -> Files.move(from, to, StandardCopyOption.ATOMIC_MOVE));
    }

    void rotate(Path file, Move move) throws IOException {
        int free = 1;
        while (free < count - 1 && Files.exists(old(file, free))) {
            free++;
        }
        for (int i = free - 1; i >= 0; i--) {
            Path from = old(file, i);
            if (Files.exists(from)) {
                // Only the oldest one can be in that place, and is gone with this.
                move.move(from, old(file, i + 1));
            }
        }
        giveUpFrom(file, count);
    }

    /** Once there were more. */
    private static void giveUpFrom(Path file, int number) {
        for (int i = number; i < MOST; i++) {
            try {
                Files.deleteIfExists(old(file, i));
            } catch (IOException e) {
                LOG.warn("{} cannot be removed: {}", old(file, i), TrailFile.reason(e));
            }
        }
    }

    /** All files that exist, the newest first. */
    static List<Path> files(Path file) {
        return IntStream.range(0, MOST)
                .mapToObj(number -> old(file, number))
                .filter(Files::exists)
                .toList();
    }

    private static Path old(Path file, int number) {
        return number == 0 ? file : file.resolveSibling(file.getFileName() + "." + number);
    }
}
