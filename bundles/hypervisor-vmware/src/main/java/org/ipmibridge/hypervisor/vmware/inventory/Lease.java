package org.ipmibridge.hypervisor.vmware.inventory;

import java.time.Duration;
import java.util.Optional;
import java.util.function.LongSupplier;

/** How long what the server told may be taken for true. Thread-safe. */
final class Lease {
    private static final long NEVER = Long.MIN_VALUE;

    private final LongSupplier nanoTime;
    private final long length;
    private volatile long renewed = NEVER;
    private volatile boolean ended = true;

    Lease(Duration length, LongSupplier nanoTime) {
        this.length = length.toNanos();
        this.nanoTime = nanoTime;
    }

    /** The server has told just now. */
    void renew() {
        renewed = nanoTime.getAsLong();
        ended = false;
    }

    /** It is known that the server tells no more. */
    void end() {
        ended = true;
    }

    boolean isLive() {
        return !ended && nanoTime.getAsLong() - renewed < length;
    }

    /** Since when the server has not told; none if it never has. */
    Optional<Duration> age() {
        long last = renewed;
        return last == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(nanoTime.getAsLong() - last));
    }
}
