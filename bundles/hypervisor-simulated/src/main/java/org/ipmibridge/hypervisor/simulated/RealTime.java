package org.ipmibridge.hypervisor.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Comparator;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.RunnableScheduledFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;

/** The time of the clock on the wall, on two threads for however many machines. */
final class RealTime implements SimulatedTime, AutoCloseable {
    private static final int THREADS = 2;
    private static final long STOP_MILLIS = 10_000;

    private final ScheduledThreadPoolExecutor pool;
    /** What is planned or runs. */
    private int open;

    private boolean ending;

    RealTime(String hypervisor) {
        AtomicInteger count = new AtomicInteger();
        pool = new ScheduledThreadPoolExecutor(THREADS, task -> {
            Thread thread = new Thread(task, "hypervisor-" + hypervisor + "-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    @Override
    public Instant now() {
        return Instant.now();
    }

    @Override
    public void execute(Runnable task) {
        after(Duration.ZERO, task);
    }

    /** In one step: what is planned before {@link #hurry} is found by it, and what is planned later has no delay. */
    @Override
    public synchronized void after(Duration delay, Runnable task) {
        open++;
        try {
            pool.schedule(() -> run(task), ending ? 0 : delay.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // The time has ended, and so nothing happens any more.
            end();
        }
    }

    /** Lets everything that is planned, and what follows of it, happen now; waits for it. Delays do not count any more. */
    void hurry() {
        endDelays();
        planned().forEach(this::advance);
        awaitAll();
    }

    /** Ends the time: what runs comes to its end, what waits never runs. */
    @Override
    public void close() {
        pool.shutdownNow();
        try {
            pool.awaitTermination(STOP_MILLIS, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Stream<RunnableScheduledFuture<?>> planned() {
        return Arrays.stream(pool.getQueue().toArray())
                .<RunnableScheduledFuture<?>>map(task -> (RunnableScheduledFuture<?>) task)
                .sorted(Comparator.comparingLong(task -> task.getDelay(TimeUnit.NANOSECONDS)));
    }

    /** Unless it runs already. */
    private void advance(RunnableScheduledFuture<?> task) {
        if (pool.remove(task)) {
            task.run();
        }
    }

    private void run(Runnable task) {
        try {
            task.run();
        } finally {
            end();
        }
    }

    private synchronized void endDelays() {
        ending = true;
    }

    private synchronized void end() {
        open--;
        notifyAll();
    }

    private synchronized void awaitAll() {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(STOP_MILLIS);
        try {
            while (open > 0 && System.nanoTime() - deadline < 0) {
                wait(STOP_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
