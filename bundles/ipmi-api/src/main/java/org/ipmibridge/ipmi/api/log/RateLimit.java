package org.ipmibridge.ipmi.api.log;

import java.util.concurrent.atomic.AtomicLong;

/** Lets one of many equal log lines through each second, as hostile requests must not fill the disk. Thread-safe. */
public final class RateLimit {
    private static final long INTERVAL_NANOS = 1_000_000_000;

    private final AtomicLong next = new AtomicLong(System.nanoTime());

    /** Whether it is time for a line. */
    public boolean permits() {
        long now = System.nanoTime();
        long due = next.get();
        return now - due >= 0 && next.compareAndSet(due, now + INTERVAL_NANOS);
    }
}
