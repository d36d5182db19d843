package org.ipmibridge.launcher.e2e;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/** A program on a terminal of its own, which script(1) makes. */
final class Pty implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final Process process;
    private final OutputStream keys;
    private final StringBuilder screen = new StringBuilder();
    private int seen;

    private Pty(Process process) {
        this.process = process;
        this.keys = process.getOutputStream();
        Thread reader = new Thread(this::read, "pty");
        reader.setDaemon(true);
        reader.start();
    }

    /** Starts it; script(1) gives its exit code on. */
    static Pty run(Path directory, List<String> command) throws IOException {
        String line = command.stream().map(word -> "'" + word + "'").collect(Collectors.joining(" "));
        return new Pty(Command.builder(
                        Map.of("TERM", "xterm", "SHELL", "/bin/sh"),
                        List.of("script", "-qec", "stty cols 100 rows 30; exec " + line, "/dev/null"))
                .redirectErrorStream(true)
                .directory(directory.toFile())
                .start());
    }

    void type(String text) throws IOException {
        keys.write(text.getBytes(StandardCharsets.UTF_8));
        keys.flush();
    }

    /** Waits until the screen shows this, after what was waited for before. */
    void await(String text) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        synchronized (screen) {
            while (screen.indexOf(text, seen) < 0) {
                long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
                if (left <= 0) {
                    throw new AssertionError("no '" + text + "' on the screen after: " + screen.substring(seen));
                }
                screen.wait(left);
            }
            seen = screen.indexOf(text, seen) + text.length();
        }
    }

    /** Waits until the screen shows this, doing something again and again meanwhile. */
    void await(String text, Callable<?> meanwhile) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!shows(text) && System.nanoTime() < end) {
            meanwhile.call();
        }
        await(text);
    }

    /** Waits until the screen shows all of these, in any order, after what was waited for before. */
    void awaitAll(String... texts) throws InterruptedException {
        int from = seen;
        int last = seen;
        for (String text : texts) {
            seen = from;
            await(text);
            last = Math.max(last, seen);
        }
        seen = last;
    }

    private boolean shows(String text) {
        synchronized (screen) {
            return screen.indexOf(text, seen) >= 0;
        }
    }

    /** Waits for the end; the exit code. */
    int awaitExit() throws InterruptedException {
        if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
            throw new AssertionError("it does not end: " + screen);
        }
        return process.exitValue();
    }

    @Override
    public void close() {
        process.descendants().forEach(ProcessHandle::destroy);
        process.destroy();
    }

    private void read() {
        byte[] bytes = new byte[4096];
        try (InputStream in = process.getInputStream()) {
            for (int count = in.read(bytes); count >= 0; count = in.read(bytes)) {
                show(new String(bytes, 0, count, StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            show("\nthe terminal is gone: " + e.getMessage());
        }
    }

    private void show(String text) {
        synchronized (screen) {
            screen.append(text);
            screen.notifyAll();
        }
    }
}
