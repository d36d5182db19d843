package org.ipmibridge.launcher.swap;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Waits for what is written to a log from now on. */
public final class LogTail {
    private static final long PATIENCE_NANOS = 60_000_000_000L;

    private final Path log;
    private long position;

    public LogTail(Path log) throws IOException {
        this.log = log;
        position = Files.size(log);
    }

    /** Passes over what is there already. */
    public void skip() throws IOException {
        position = Files.size(log);
    }

    /** Waits until the log has this; the next call looks behind where this one stopped. */
    public void await(String part) throws IOException, InterruptedException {
        long end = System.nanoTime() + PATIENCE_NANOS;
        StringBuilder seen = new StringBuilder();
        while (seen.indexOf(part) < 0) {
            if (System.nanoTime() > end) {
                throw new AssertionError("the log never said: " + part);
            }
            Thread.sleep(10);
            seen.append(more());
        }
    }

    private String more() throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(log.toFile(), "r")) {
            if (file.length() < position) {
                position = 0; // it was closed, and there is a new one
            }
            byte[] bytes = new byte[(int) (file.length() - position)];
            file.seek(position);
            file.readFully(bytes);
            position += bytes.length;
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }
}
