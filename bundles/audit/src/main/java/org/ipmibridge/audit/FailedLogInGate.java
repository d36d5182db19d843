package org.ipmibridge.audit;

import java.util.concurrent.TimeUnit;

/**
 * Which failed log-ins have a line of their own. Anybody can have log-ins fail, thousands a second, and the lines of what matters must not be
 * rotated away by them; those left out are counted in the next line. Thread-safe.
 */
final class FailedLogInGate {
    /** How many seconds' worth of lines may come at once. */
    private static final int BURST_SECONDS = 10;

    private long nanosPerLine;
    private long paidUntil = System.nanoTime();
    private long leftOut;

    FailedLogInGate(int perSecond) {
        limit(perSecond);
    }

    synchronized void limit(int perSecond) {
        nanosPerLine = TimeUnit.SECONDS.toNanos(1) / perSecond;
    }

    /** @return how many were left out before this one; -1 when this one is to be left out too */
    synchronized long pass() {
        long now = System.nanoTime();
        if (paidUntil - now < 0) {
            paidUntil = now;
        }
        if (paidUntil - now >= TimeUnit.SECONDS.toNanos(BURST_SECONDS)) {
            leftOut++;
            return -1;
        }
        paidUntil += nanosPerLine;
        return takeLeftOut();
    }

    /** How many were left out since a line told it. */
    synchronized long takeLeftOut() {
        long count = leftOut;
        leftOut = 0;
        return count;
    }
}
