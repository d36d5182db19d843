package org.ipmibridge.audit;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.Predicate;

/** The last lines of all files together that are wanted. */
final class LastLines {
    private LastLines() {}

    /** @return at most {@code count} lines, the oldest first */
    static List<String> of(Path file, int count, Predicate<String> wanted) throws IOException {
        List<String> lines = new ArrayList<>();
        for (Path each : Rotation.files(file)) {
            lines.addAll(0, lastOf(each, count - lines.size(), wanted));
            if (lines.size() >= count) {
                break;
            }
        }
        return lines;
    }

    private static Deque<String> lastOf(Path file, int count, Predicate<String> wanted) throws IOException {
        Deque<String> last = new ArrayDeque<>();
        try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.ISO_8859_1)) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                if (wanted.test(line)) {
                    last.add(line);
                    if (last.size() > count) {
                        last.remove();
                    }
                }
            }
        } catch (NoSuchFileException e) {
            // It was rotated away at this moment, or nothing has been recorded yet.
        }
        return last;
    }
}
