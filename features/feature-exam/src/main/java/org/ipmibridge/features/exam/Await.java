package org.ipmibridge.features.exam;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;

/** Waits for what comes true by itself. */
public final class Await {
    private static final Duration DEADLINE = Duration.ofSeconds(30);
    private static final long INTERVAL_MILLIS = 20;

    private Await() {}

    /**
     * Asks until the answer is yes; an exception and a failed assertion are a no.
     *
     * @throws AssertionError when it is still no at the deadline
     */
    public static void until(String what, Callable<Boolean> asked) throws InterruptedException {
        Instant end = Instant.now().plus(DEADLINE);
        Throwable last = null;
        while (Instant.now().isBefore(end)) {
            try {
                if (asked.call()) {
                    return;
                }
            } catch (Exception | AssertionError e) {
                last = e;
            }
            Thread.sleep(INTERVAL_MILLIS);
        }
        throw new AssertionError("still not: " + what, last);
    }
}
