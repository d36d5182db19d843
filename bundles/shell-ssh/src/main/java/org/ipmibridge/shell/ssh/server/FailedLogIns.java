package org.ipmibridge.shell.ssh.server;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Counts the connections of each address that ended without a log-in, and shuts an address out that has too many. Thread-safe. */
final class FailedLogIns {
    /** How many an address may have within {@link #WINDOW_NANOS}. */
    static final int MOST = 10;

    static final long WINDOW_NANOS = TimeUnit.MINUTES.toNanos(1);

    /** How many addresses are remembered; a flood from more of them is no guessing at passwords. */
    private static final int REMEMBERED = 10_000;

    private final LongSupplier nanoTime;
    private final Map<InetAddress, Count> counts = new HashMap<>();

    FailedLogIns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    synchronized void add(InetAddress address) {
        long now = nanoTime.getAsLong();
        if (counts.size() >= REMEMBERED) {
            counts.values().removeIf(count -> now - count.since > WINDOW_NANOS);
        }
        if (counts.size() < REMEMBERED || counts.containsKey(address)) {
            current(address, now).failures++;
        }
    }

    /** Whether connections of this address are to be refused. */
    synchronized boolean isTooMany(InetAddress address) {
        Count count = counts.get(address);
        return count != null && nanoTime.getAsLong() - count.since <= WINDOW_NANOS && count.failures >= MOST;
    }

    synchronized void forget(InetAddress address) {
        counts.remove(address);
    }

    private Count current(InetAddress address, long now) {
        Count count = counts.computeIfAbsent(address, unknown -> new Count(now));
        if (now - count.since > WINDOW_NANOS) {
            count.since = now;
            count.failures = 0;
        }
        return count;
    }

    private static final class Count {
        private long since;
        private int failures;

        Count(long since) {
            this.since = since;
        }
    }
}
