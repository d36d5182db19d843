package org.ipmibridge.testkit;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock that stands still until the test moves it. Moving it runs, on the caller's thread and in the order of their times, the tasks of its
 * {@link #scheduler()} that become due. Thread-safe, as long as one thread moves it.
 */
public final class FakeClock extends Clock {
    private static final Comparator<FakeTask<?>> BY_TIME =
            Comparator.comparingLong((FakeTask<?> task) -> task.dueNanos()).thenComparingLong(FakeTask::number);

    private final Instant start;
    private final PriorityQueue<FakeTask<?>> tasks = new PriorityQueue<>(BY_TIME);
    private final FakeScheduler scheduler = new FakeScheduler(this);
    private long nanos;
    private long created;

    /** Begins at 2026-01-01T00:00:00Z. */
    public FakeClock() {
        this(Instant.parse("2026-01-01T00:00:00Z"));
    }

    public FakeClock(Instant start) {
        this.start = start;
    }

    /** Moves the clock and runs what becomes due, each task at its own time. */
    public void advance(Duration step) {
        long end = nanoTime() + step.toNanos();
        for (FakeTask<?> task = nextUntil(end); task != null; task = nextUntil(end)) {
            moveTo(task.dueNanos());
            task.run();
        }
        moveTo(end);
    }

    /** Moves the clock as on a machine that is too busy to run anything meanwhile: what became due runs late, at the end. */
    public void jump(Duration step) {
        moveTo(nanoTime() + step.toNanos());
        advance(Duration.ZERO);
    }

    /** The time since the start, to be used in place of {@link System#nanoTime()}. */
    public synchronized long nanoTime() {
        return nanos;
    }

    /** An executor whose delays this clock counts; what has no delay runs at once on the caller's thread. */
    public FakeScheduler scheduler() {
        return scheduler;
    }

    /** How many tasks wait for their time. */
    public synchronized int pendingTasks() {
        return tasks.size();
    }

    @Override
    public synchronized Instant instant() {
        return start.plusNanos(nanos);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("a fake clock has no time zones");
    }

    synchronized long nextNumber() {
        return created++;
    }

    synchronized void add(FakeTask<?> task) {
        tasks.add(task);
    }

    synchronized void remove(FakeTask<?> task) {
        tasks.remove(task);
    }

    private synchronized FakeTask<?> nextUntil(long end) {
        return !tasks.isEmpty() && tasks.peek().dueNanos() <= end ? tasks.poll() : null;
    }

    private synchronized void moveTo(long time) {
        nanos = Math.max(nanos, time);
    }
}
