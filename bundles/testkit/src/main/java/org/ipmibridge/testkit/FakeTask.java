package org.ipmibridge.testkit;

import java.util.concurrent.Callable;
import java.util.concurrent.Delayed;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.TimeUnit;

/** A task that waits for its time on a {@link FakeClock}. */
final class FakeTask<V> extends FutureTask<V> implements RunnableScheduledFuture<V> {
    private final FakeClock clock;
    private final long number;
    private final long periodNanos;
    private volatile long dueNanos;

    /** @param periodNanos 0 for a task that runs once */
    FakeTask(FakeClock clock, Callable<V> work, long delayNanos, long periodNanos) {
        super(work);
        this.clock = clock;
        this.number = clock.nextNumber();
        this.periodNanos = periodNanos;
        this.dueNanos = clock.nanoTime() + Math.max(0, delayNanos);
    }

    long dueNanos() {
        return dueNanos;
    }

    long number() {
        return number;
    }

    @Override
    public void run() {
        if (!isPeriodic()) {
            super.run();
        } else if (runAndReset()) {
            dueNanos += periodNanos;
            clock.add(this);
        }
    }

    @Override
    public boolean cancel(boolean mayInterrupt) {
        clock.remove(this);
        return super.cancel(mayInterrupt);
    }

    @Override
    public boolean isPeriodic() {
        return periodNanos > 0;
    }

    @Override
    public long getDelay(TimeUnit unit) {
        return unit.convert(dueNanos - clock.nanoTime(), TimeUnit.NANOSECONDS);
    }

    @Override
    public int compareTo(Delayed other) {
        return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
    }
}
