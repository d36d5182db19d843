package org.ipmibridge.launcher.e2e;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** The lines that a process prints, as they come. */
final class Lines {
    private final List<String> lines = new ArrayList<>();
    private boolean ended;

    private Lines() {}

    static Lines of(InputStream stream, String name) {
        Lines lines = new Lines();
        Thread reader = new Thread(() -> lines.read(stream), name);
        reader.setDaemon(true);
        reader.start();
        return lines;
    }

    private void read(InputStream stream) {
        try (BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                add(line);
            }
        } catch (IOException e) {
            add("(" + e.getMessage() + ")");
        } finally {
            end();
        }
    }

    private synchronized void add(String line) {
        lines.add(line);
        notifyAll();
    }

    private synchronized void end() {
        ended = true;
        notifyAll();
    }

    synchronized List<String> all() {
        return List.copyOf(lines);
    }

    /** The first line like this, when it comes before the deadline and the end. */
    synchronized Optional<String> await(Predicate<String> wanted, Duration deadline) throws InterruptedException {
        Instant end = Instant.now().plus(deadline);
        int seen = 0;
        while (true) {
            for (; seen < lines.size(); seen++) {
                if (wanted.test(lines.get(seen))) {
                    return Optional.of(lines.get(seen));
                }
            }
            long left = Duration.between(Instant.now(), end).toMillis();
            if (ended || left <= 0) {
                return Optional.empty();
            }
            wait(left);
        }
    }

    synchronized void awaitEnd(Duration deadline) throws InterruptedException {
        Instant end = Instant.now().plus(deadline);
        for (long left = deadline.toMillis();
                !ended && left > 0;
                left = Duration.between(Instant.now(), end).toMillis()) {
            wait(left);
        }
    }

    @Override
    public synchronized String toString() {
        return String.join("\n", lines);
    }
}
