package org.ipmibridge.ipmi.dispatch;

import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.command.CommandResponse;

/**
 * Answers that wait for their record, and their deadlines. Almost all are gone long before a look at them, so one look now and then serves for
 * all, which is much cheaper than a timer for each. Thread-safe; does not block.
 */
final class Holds {
    private static final long LOOK_MILLIS = 50;

    private record Hold(
            CompletableFuture<CommandResponse> answer, CommandResponse response, long deadline, Runnable late) {}

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoTime;
    private final Queue<Hold> holds = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean watching = new AtomicBoolean();

    Holds(ScheduledExecutorService timer, LongSupplier nanoTime) {
        this.timer = timer;
        this.nanoTime = nanoTime;
    }

    /**
     * Gives this answer after that time, unless it was given before.
     *
     * @param late called when it is
     */
    void limit(CompletableFuture<CommandResponse> answer, CommandResponse response, long millis, Runnable late) {
        long deadline = nanoTime.getAsLong() + TimeUnit.MILLISECONDS.toNanos(millis);
        holds.add(new Hold(answer, response, deadline, late));
        watch();
    }

    private void watch() {
        if (!holds.isEmpty() && watching.compareAndSet(false, true)) {
            try {
                timer.schedule(this::look, LOOK_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                // This bundle is stopping; the few that are left have a timer of the JDK's.
                long now = nanoTime.getAsLong();
                for (Hold hold = holds.poll(); hold != null; hold = holds.poll()) {
                    hold.answer()
                            .completeOnTimeout(
                                    hold.response(), Math.max(0, hold.deadline() - now), TimeUnit.NANOSECONDS);
                }
                watching.set(false);
            }
        }
    }

    private void look() {
        long now = nanoTime.getAsLong();
        holds.removeIf(hold -> hold.answer().isDone());
        for (Hold hold : holds) {
            if (now - hold.deadline() >= 0 && hold.answer().complete(hold.response())) {
                hold.late().run();
            }
        }
        watching.set(false);
        watch();
    }
}
