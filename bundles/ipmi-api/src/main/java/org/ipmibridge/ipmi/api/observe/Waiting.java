package org.ipmibridge.ipmi.api.observe;

import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for a recorder, in order, and the thread that brings it there; the thread lives while something waits. Thread-safe. */
final class Waiting {
    static final int MOST = 20_000;

    private static final Logger LOG = LoggerFactory.getLogger(Waiting.class);
    private static final long POLL_MILLIS = 5;

    private record Entry(Happening happening, CompletableFuture<Object> recorded, long since) {}

    private final Supplier<Recorder> recorder;
    private final Queue<Entry> entries = new ArrayDeque<>();
    private boolean running;
    private long lost;

    /** @param recorder the recorder at that moment, or null */
    Waiting(Supplier<Recorder> recorder) {
        this.recorder = recorder;
    }

    synchronized long lost() {
        return lost;
    }

    synchronized CompletionStage<?> add(Happening happening) {
        if (entries.size() >= MOST) {
            lose(1);
            return CompletableFuture.completedStage(null);
        }
        CompletableFuture<Object> recorded = new CompletableFuture<>();
        entries.add(new Entry(happening, recorded, System.nanoTime()));
        if (!running) {
            running = true;
            Thread thread = new Thread(this::deliver, "ipmi-recording");
            thread.setDaemon(true);
            thread.start();
        }
        return recorded;
    }

    private void deliver() {
        for (Entry entry = first(); entry != null; entry = first()) {
            Recorder to = recorder.get();
            if (to != null && isTaken(entry, to)) {
                removeFirst();
            } else if (System.nanoTime() - entry.since() > Recording.PATIENCE_NANOS) {
                removeFirst();
                lose(1);
                entry.recorded().complete(null);
            } else {
                pause();
            }
        }
    }

    private static boolean isTaken(Entry entry, Recorder to) {
        try {
            CompletionStage<?> recorded = to.record(entry.happening());
            if (recorded == null) {
                entry.recorded().complete(null);
            } else {
                recorded.whenComplete((done, failure) -> entry.recorded().complete(null));
            }
            return true;
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("the recorder does not take it", e);
            return false;
        }
    }

    private static void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        } catch (InterruptedException e) {
            // Nobody has a reason to interrupt this thread, and what waits must not be lost for it.
        }
    }

    private synchronized Entry first() {
        Entry first = entries.peek();
        running = first != null;
        return first;
    }

    private synchronized void removeFirst() {
        entries.remove();
    }

    private synchronized void lose(int count) {
        if (lost == 0) {
            LOG.warn("there is no recorder for what happens; records are lost");
        }
        lost += count;
    }
}
