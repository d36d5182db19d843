package org.ipmibridge.launcher.swap;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What clients notice, swap by swap. Thread-safe. */
public final class Meter {
    /** For each swap. */
    private static final int MOST_TOLD = 5;

    private final List<String> troubles = new ArrayList<>();
    private String swap = "";
    private int told;
    private Notice notice = new Notice();
    private long lastAnswer = System.nanoTime();

    /** Counts for this swap from now on. */
    public synchronized void begin(String name) {
        swap = name;
        told = 0;
        notice = new Notice();
        lastAnswer = System.nanoTime();
    }

    /** Ends the counting for a swap; what was noticed. */
    public synchronized Notice end() {
        Notice ended = notice;
        notice = new Notice();
        return ended;
    }

    /** A line for each thing that clients reported as an error. */
    public synchronized List<String> troubles() {
        return List.copyOf(troubles);
    }

    synchronized void sent() {
        notice.sent++;
    }

    synchronized void answered(long sentNanos) {
        long now = System.nanoTime();
        notice.longestWaitNanos = Math.max(notice.longestWaitNanos, now - sentNanos);
        notice.silenceNanos = Math.max(notice.silenceNanos, now - lastAnswer);
        lastAnswer = now;
    }

    synchronized void failed(String what) {
        notice.failed++;
        trouble(what);
    }

    synchronized void lost(String what) {
        notice.lost++;
        trouble(what);
    }

    synchronized void toolRan() {
        notice.toolRuns++;
    }

    synchronized void toolFailed(String what) {
        notice.toolFailed++;
        trouble(what);
    }

    private void trouble(String what) {
        if (++told <= MOST_TOLD) {
            troubles.add(Instant.now() + " " + swap + ": " + what);
        }
    }
}
