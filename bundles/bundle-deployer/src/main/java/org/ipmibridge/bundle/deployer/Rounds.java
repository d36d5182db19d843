package org.ipmibridge.bundle.deployer;

import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/** Does something again and again, whatever becomes of it. Thread-safe. */
final class Rounds {
    /** What is done. */
    @FunctionalInterface
    interface Round {
        /**
         * Does it once.
         *
         * @return milliseconds until the next time
         * @throws InterruptedException if this was the last time
         */
        long run() throws InterruptedException;
    }

    private final ScheduledExecutorService worker;
    private final Round round;
    private final LongSupplier pauseMillis;
    private final Consumer<Throwable> failures;
    private ScheduledFuture<?> next;

    /**
     * @param worker does it
     * @param pauseMillis milliseconds until the next time after one that failed
     * @param failures is told why one failed
     */
    Rounds(ScheduledExecutorService worker, Round round, LongSupplier pauseMillis, Consumer<Throwable> failures) {
        this.worker = worker;
        this.round = round;
        this.pauseMillis = pauseMillis;
        this.failures = failures;
    }

    /** Has the next round come after so many milliseconds and not when it would have. */
    synchronized void next(long millis) {
        try {
            if (next != null) {
                next.cancel(false);
            }
            next = worker.schedule(this::run, millis, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The worker has ended, and a successor does it.
        }
    }

    private void run() {
        long pause = pauseMillis.getAsLong();
        boolean last = false;
        try {
            pause = round.run();
        } catch (InterruptedException e) {
            last = true;
        } catch (RuntimeException | Error e) {
            failures.accept(e);
        } finally {
            if (!last) {
                next(pause);
            }
        }
    }
}
