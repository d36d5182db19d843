package org.example.scripted;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;

/** Runs commands and reads what they print, never for longer than the timeout. Thread-safe. */
final class Runner implements AutoCloseable {
    /** More than any state or failure that one reads. */
    private static final int MOST_BYTES = 4096;

    private final Duration timeout;
    private final ScheduledThreadPoolExecutor watchdog;

    Runner(String name, Duration timeout) {
        this.timeout = timeout;
        watchdog = new ScheduledThreadPoolExecutor(1, work -> {
            Thread thread = new Thread(work, "scripted-" + name + "-watchdog");
            thread.setDaemon(true);
            return thread;
        });
        watchdog.setRemoveOnCancelPolicy(true);
    }

    Duration timeout() {
        return timeout;
    }

    /**
     * Runs a command. Blocks.
     *
     * @param what what it is for, in words for the failure
     * @return what it printed, without blanks around it
     * @throws HypervisorException if it cannot be run, ends with another code than 0, or does not end
     */
    String run(String what, List<String> words) {
        try {
            Process process = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectInput(Redirect.from(new File("/dev/null")))
                    .start();
            AtomicBoolean late = new AtomicBoolean();
            Runnable end = () -> {
                late.set(true);
                kill(process);
            };
            ScheduledFuture<?> kill = watchdog.schedule(end, timeout.toMillis(), TimeUnit.MILLISECONDS);
            try {
                String printed = head(process);
                return checked(what, printed, process.waitFor(), late.get());
            } finally {
                kill.cancel(false);
                kill(process);
            }
        } catch (IOException e) {
            throw new HypervisorUnavailableException(what + ": " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorUnavailableException(what + ": interrupted", e);
        }
    }

    @Override
    public void close() {
        watchdog.shutdown();
    }

    /** What prints more ends when it goes on, because nobody reads it. */
    private static String head(Process process) throws IOException {
        try (InputStream out = process.getInputStream()) {
            return new String(out.readNBytes(MOST_BYTES), StandardCharsets.UTF_8).strip();
        }
    }

    private String checked(String what, String printed, int code, boolean late) {
        if (late) {
            throw new HypervisorUnavailableException(what + ": no end within " + timeout.toMillis() + " ms");
        }
        if (code != 0) {
            throw new HypervisorException(what + ": exit code " + code + ": "
                    + printed.lines().findFirst().orElse("without a word"));
        }
        return printed;
    }

    /** With all that it has started, which may hold its output open. */
    private static void kill(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
