package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The end of a file whose last line was not written to its end, because the power failed or the disk was full. */
final class TornLine {
    /** No line is as long, as {@link JsonLine} cuts its texts. */
    private static final int LONGEST = 64 * 1024;

    private TornLine() {}

    /** Cuts the unfinished last line off, so that every line of the file is whole again; gives it back, or an empty text. */
    static String cut(Path path) throws IOException {
        if (!Files.isRegularFile(path)) {
            return "";
        }
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            long size = file.size();
            int length = (int) Math.min(LONGEST, size);
            ByteBuffer tail = ByteBuffer.allocate(length);
            while (tail.hasRemaining() && file.read(tail, size - length + tail.position()) >= 0) {
                // Some file systems give less than was asked for.
            }
            int end = tail.position();
            int begin = end;
            while (begin > 0 && tail.get(begin - 1) != '\n') {
                begin--;
            }
            if (begin == end) {
                return "";
            }
            file.truncate(size - length + begin);
            return new String(tail.array(), begin, end - begin, StandardCharsets.ISO_8859_1);
        }
    }
}
