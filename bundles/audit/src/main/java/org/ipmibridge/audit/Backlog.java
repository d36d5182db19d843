package org.ipmibridge.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** The lines that wait for the writer, and the count of those that were too many. Thread-safe; only {@link #await} and {@link #pause} wait. */
final class Backlog {
    /**
     * Lines that were left out.
     *
     * @param count how many
     * @param from the time of the first one
     * @param to the time of the last one
     */
    record Gap(long count, Instant from, Instant to) {
        Gap plus(Gap later) {
            return new Gap(count + later.count, from, later.to);
        }
    }

    private final Clock clock;
    private List<Entry> waiting = new ArrayList<>();
    private Gap gap;
    private int most;
    private boolean idle;
    private boolean closed;

    Backlog(Clock clock, int most) {
        this.clock = clock;
        this.most = most;
    }

    synchronized void limit(int lines) {
        most = lines;
    }

    /**
     * Adds a line.
     *
     * @return completes when it is in the file; exceptionally if there is no room for it
     * @throws IllegalStateException if no more lines are taken
     */
    synchronized CompletableFuture<Void> add(String line) {
        if (closed) {
            throw new IllegalStateException("the record is closed");
        }
        if (waiting.size() >= most) {
            Instant now = clock.instant();
            addGap(new Gap(1, now, now));
            return CompletableFuture.failedFuture(new IllegalStateException("too many lines wait"));
        }
        CompletableFuture<Void> recorded = new CompletableFuture<>();
        waiting.add(new Entry(line, recorded));
        if (idle) {
            idle = false;
            notifyAll();
        }
        return recorded;
    }

    /** Puts lines before all others: they came first. */
    synchronized void putFirst(List<Entry> entries) {
        waiting.addAll(0, entries);
    }

    synchronized void addGap(Gap more) {
        gap = gap == null ? more : gap.plus(more);
    }

    /** Waits until a line waits; false when no more will come. */
    synchronized boolean await() throws InterruptedException {
        while (waiting.isEmpty() && !closed) {
            idle = true;
            wait();
        }
        return !waiting.isEmpty();
    }

    /** All that waits at this moment. */
    synchronized List<Entry> take() {
        List<Entry> taken = waiting;
        waiting = new ArrayList<>(Math.min(taken.size() + 16, 4096));
        return taken;
    }

    /** What waits at this moment, and goes on waiting. */
    synchronized List<Entry> waiting() {
        return List.copyOf(waiting);
    }

    /** This much of the gap is told. */
    synchronized void told(Gap part) {
        gap = gap.count() == part.count() ? null : new Gap(gap.count() - part.count(), part.to(), gap.to());
    }

    /** What was left out and is not told yet. */
    synchronized Optional<Gap> gap() {
        return Optional.ofNullable(gap);
    }

    synchronized int size() {
        return waiting.size();
    }

    /** Waits for a moment, but not when no more lines are taken. */
    synchronized void pause(long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        for (long left = millis; left > 0 && !closed; left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime())) {
            wait(left);
        }
    }

    synchronized boolean isClosed() {
        return closed;
    }

    /** Takes no more lines. */
    synchronized void close() {
        closed = true;
        notifyAll();
    }
}
