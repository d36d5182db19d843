package org.ipmibridge.hypervisor.backend;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.MachineBusyException;

/** One after another: each change begins when the one before it has ended. Holds no thread while it waits. Thread-safe. */
public final class Lane {
    /** How many changes may wait; a machine that is asked for more is busy. */
    public static final int CAPACITY = 32;

    private final String machine;
    private final Executor executor;
    private final Deque<Change> waiting = new ArrayDeque<>();
    private Change running;
    private HypervisorException closed;

    /**
     * A lane of a machine.
     *
     * @param machine the machine's name, for messages
     * @param executor begins each change
     */
    public Lane(String machine, Executor executor) {
        this.machine = machine;
        this.executor = executor;
    }

    /**
     * Runs {@code work} when its turn comes.
     *
     * @param what what is asked, in words for a message
     * @return completes when the work has, and fails only with a {@link HypervisorException}
     */
    public CompletionStage<Void> submit(String what, Supplier<CompletionStage<Void>> work) {
        Change change = new Change(what, work, new CompletableFuture<>());
        HypervisorException refusal = enqueue(change);
        if (refusal != null) {
            change.done().completeExceptionally(refusal);
        }
        startNext();
        return change.done();
    }

    /** Ends everything that waits or runs with {@code reason}, and everything that is asked later. */
    public void close(HypervisorException reason) {
        Deque<Change> left;
        synchronized (this) {
            closed = reason;
            left = new ArrayDeque<>(waiting);
            if (running != null) {
                left.addFirst(running);
            }
            waiting.clear();
        }
        left.forEach(change -> change.done().completeExceptionally(reason));
    }

    /**
     * Completes, and never fails, when everything that was asked until now has ended: what a backend waits for that is replaced, and what its
     * successor's changes of the machine wait for.
     */
    public CompletionStage<Void> settled() {
        List<CompletableFuture<Void>> open = new ArrayList<>();
        synchronized (this) {
            waiting.forEach(change -> open.add(change.done()));
            if (running != null) {
                open.add(running.done());
            }
        }
        return CompletableFuture.allOf(open.toArray(CompletableFuture[]::new)).exceptionally(failure -> null);
    }

    /** How many changes run or wait at this moment. */
    public synchronized int size() {
        return waiting.size() + (running == null ? 0 : 1);
    }

    private synchronized HypervisorException enqueue(Change change) {
        if (closed != null) {
            return closed;
        }
        if (waiting.size() >= CAPACITY) {
            return new MachineBusyException("machine " + machine + ": " + change.what() + " refused, because "
                    + CAPACITY + " changes wait already");
        }
        waiting.add(change);
        return null;
    }

    private void startNext() {
        Change next;
        synchronized (this) {
            if (running != null || waiting.isEmpty()) {
                return;
            }
            next = waiting.remove();
            running = next;
        }
        executor.execute(() -> run(next));
    }

    private void run(Change change) {
        CompletionStage<Void> stage;
        try {
            stage = change.work().get();
        } catch (RuntimeException | LinkageError e) {
            // A class that is missing must not keep those that wait from their turn.
            stage = CompletableFuture.failedStage(e);
        }
        stage.whenComplete((nothing, failure) -> end(change, failure));
    }

    private void end(Change change, Throwable failure) {
        synchronized (this) {
            running = null;
        }
        if (failure == null) {
            change.done().complete(null);
        } else {
            change.done().completeExceptionally(typed(change, failure));
        }
        startNext();
    }

    private HypervisorException typed(Change change, Throwable failure) {
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof HypervisorException known
                ? known
                : new HypervisorException("machine " + machine + ": " + change.what() + " failed: " + cause, cause);
    }

    private record Change(String what, Supplier<CompletionStage<Void>> work, CompletableFuture<Void> done) {}
}
