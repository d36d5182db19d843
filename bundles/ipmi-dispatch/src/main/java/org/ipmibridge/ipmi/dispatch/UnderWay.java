package org.ipmibridge.ipmi.dispatch;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Counts work that has begun and not ended. Thread-safe; only {@link #awaitEnd} waits. */
final class UnderWay {
    private final AtomicInteger count = new AtomicInteger();
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean last;

    void begin() {
        count.incrementAndGet();
    }

    void end() {
        if (count.decrementAndGet() == 0 && last) {
            ended.countDown();
        }
    }

    /** Waits until all has ended; from now on none begins. @return false if that takes longer */
    boolean awaitEnd(Duration patience) {
        last = true;
        if (count.get() == 0) {
            return true;
        }
        try {
            return ended.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
