package org.ipmibridge.features.exam;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/** Asks one question all the time, as a client does that must not notice what happens meanwhile. Thread-safe. */
public final class Asking implements AutoCloseable {
    private static final long STOP_MILLIS = 30_000;

    private final Callable<Boolean> question;
    private final Thread thread = new Thread(this::run, "asking");
    private final List<String> failures = new ArrayList<>();
    private long answers;
    private long longestNanos;
    private volatile boolean closed;

    private Asking(Callable<Boolean> question) {
        this.question = question;
    }

    /** @param question tells whether the answer is good; may throw */
    public static Asking start(Callable<Boolean> question) {
        Asking asking = new Asking(question);
        asking.thread.start();
        return asking;
    }

    /** Waits until there are some more good answers. */
    public void awaitAnswers(int count) throws InterruptedException {
        long before = answers();
        Await.until(count + " more answers", () -> answers() >= before + count);
    }

    public synchronized long answers() {
        return answers;
    }

    /** What was no good answer. */
    public synchronized List<String> failures() {
        return List.copyOf(failures);
    }

    /** How long one question waited for its answer, at most. */
    public synchronized Duration longest() {
        return Duration.ofNanos(longestNanos);
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(STOP_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (!closed) {
            long begun = System.nanoTime();
            String failure;
            try {
                failure = question.call() ? "" : "a wrong answer";
            } catch (Exception | AssertionError e) {
                failure = e.toString();
            }
            note(System.nanoTime() - begun, failure);
        }
    }

    private synchronized void note(long nanos, String failure) {
        longestNanos = Math.max(longestNanos, nanos);
        if (failure.isEmpty()) {
            answers++;
        } else {
            failures.add(failure);
        }
    }
}
