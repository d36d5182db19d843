package org.ipmibridge.audit;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;

/** Has something done again and again, on a thread of its own. Thread-safe; does not block. */
final class Ticks {
    private final Runnable task;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(run -> {
        Thread thread = new Thread(run, "audit-timer");
        thread.setDaemon(true);
        return thread;
    });
    private ScheduledFuture<?> ticks;

    /** @param task must not fail */
    Ticks(Runnable task) {
        this.task = task;
    }

    /** Leaves this much time between two times from now on. */
    synchronized void every(Duration pause) {
        if (ticks != null) {
            ticks.cancel(false);
        }
        ticks = timer.scheduleWithFixedDelay(task, pause.toNanos(), pause.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Begins no more; what is under way ends by itself, as an interrupt would close the file under those that write to it. */
    void close() {
        timer.shutdown();
    }
}
