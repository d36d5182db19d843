package org.ipmibridge.metrics;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** Does something again and again until that is ended, on a thread that is there only so long. Used by one thread at a time. */
final class Repetition {
    private final Runnable work;
    private final Duration pause;
    private ScheduledExecutorService timer;

    /** @param pause before each time */
    Repetition(Runnable work, Duration pause) {
        this.work = work;
        this.pause = pause;
    }

    /** Begins, unless it has begun already. */
    void begin() {
        if (timer == null) {
            timer = Executors.newSingleThreadScheduledExecutor(task -> {
                Thread thread = new Thread(task, "metrics-again");
                thread.setDaemon(true);
                return thread;
            });
            timer.scheduleWithFixedDelay(work, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
        }
    }

    /** Ends, if it has begun; the work may call this, and is not interrupted. */
    void end() {
        if (timer != null) {
            timer.shutdown();
            timer = null;
        }
    }
}
