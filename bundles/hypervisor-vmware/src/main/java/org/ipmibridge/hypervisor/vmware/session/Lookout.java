package org.ipmibridge.hypervisor.vmware.session;

import java.time.Duration;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** Looks at the server on a thread of its own: never twice at once, and of those who want it soon, for all together. Thread-safe. */
final class Lookout {
    /** Shorter than the shortest time after which servers forget a session that is not used. */
    private static final Duration LONGEST_SILENCE = Duration.ofMinutes(4);

    private final ScheduledThreadPoolExecutor thread;
    private final Runnable look;
    private boolean planned;

    /** @param look may block */
    Lookout(String name, Runnable look) {
        thread = Threads.timer("vmware-" + name + "-session");
        this.look = look;
    }

    /** Looks when {@code delay} has passed, unless that is planned already. */
    void after(Duration delay) {
        synchronized (this) {
            if (planned) {
                return;
            }
            planned = true;
        }
        thread.schedule(this::run, delay.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Looks whenever nothing was asked for some time. */
    void whenSilent(LongSupplier calls) {
        long[] before = {0};
        Runnable check = () -> {
            if (calls.getAsLong() == before[0]) {
                after(Duration.ZERO);
            }
            before[0] = calls.getAsLong();
        };
        long pause = LONGEST_SILENCE.toMillis();
        thread.scheduleWithFixedDelay(check, pause, pause, TimeUnit.MILLISECONDS);
    }

    /** Looks no more; one that is under way goes on. */
    void close() {
        thread.shutdown();
    }

    private void run() {
        synchronized (this) {
            planned = false;
        }
        look.run();
    }
}
