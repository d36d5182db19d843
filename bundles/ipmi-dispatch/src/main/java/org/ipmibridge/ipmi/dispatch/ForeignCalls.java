package org.ipmibridge.ipmi.dispatch;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/**
 * Calls handlers that others wrote on threads of their own: one that blocks, against its contract, keeps nobody waiting but its own callers.
 * Thread-safe.
 */
final class ForeignCalls {
    private static final int MOST_THREADS = 32;

    /** Of one command; the rest is left to others. */
    private static final int MOST_AT_ONCE = 8;

    private static final int IDLE_SECONDS = 10;

    private final ScheduledExecutorService timer;
    private final Map<Command, Set<Thread>> running = new ConcurrentHashMap<>();
    private final ThreadPoolExecutor threads =
            new ThreadPoolExecutor(0, MOST_THREADS, IDLE_SECONDS, TimeUnit.SECONDS, new SynchronousQueue<>(), task -> {
                Thread thread = new Thread(task, "ipmi-foreign-handler");
                thread.setDaemon(true);
                return thread;
            });

    ForeignCalls(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /**
     * Serves a request on another thread.
     *
     * @param serving gives the answer's stage, which ends by itself
     * @return C3h if not even the stage is there within the deadline, C0h if too many calls are under way; fails when this bundle goes, whose
     *     successor will answer
     */
    CompletionStage<CommandResponse> run(Command command, Supplier<CompletionStage<CommandResponse>> serving) {
        Set<Thread> mine = running.computeIfAbsent(command, any -> ConcurrentHashMap.newKeySet());
        CompletableFuture<CommandResponse> end = new CompletableFuture<>();
        CompletableFuture<CommandResponse> answer = new CompletableFuture<>();
        Future<?> overdue = Execution.schedule(timer, () -> {
            command.trouble().report("blocks the thread that called it");
            answer.complete(Execution.timedOut(end));
        });
        end.whenComplete((response, notBegun) -> {
            if (notBegun == null) {
                answer.complete(response);
            } else {
                answer.completeExceptionally(notBegun);
            }
        });
        try {
            if (mine.size() >= MOST_AT_ONCE) {
                throw new RejectedExecutionException();
            }
            threads.execute(() -> call(mine, serving, overdue, end));
        } catch (RejectedExecutionException e) {
            overdue.cancel(false);
            if (threads.isShutdown()) {
                answer.completeExceptionally(e);
                return answer;
            }
            command.trouble().report("is called more often than it answers, " + mine.size() + " calls are under way");
            answer.complete(CommandResponse.error(CompletionCode.NODE_BUSY));
        }
        return answer;
    }

    private static void call(
            Set<Thread> mine,
            Supplier<CompletionStage<CommandResponse>> serving,
            Future<?> overdue,
            CompletableFuture<CommandResponse> end) {
        mine.add(Thread.currentThread());
        CompletionStage<CommandResponse> stage;
        try {
            stage = serving.get();
        } catch (RuntimeException e) {
            stage = CommandResponse.error(CompletionCode.UNSPECIFIED_ERROR).now();
        } finally {
            mine.remove(Thread.currentThread());
            overdue.cancel(false);
        }
        stage.whenComplete((response, notBegun) -> {
            if (notBegun == null) {
                end.complete(response);
            } else {
                end.completeExceptionally(notBegun);
            }
        });
    }

    /** The handler is gone: whoever still blocks in it is woken, so that its bundle can go. */
    void forget(Command command) {
        Set<Thread> blocked = running.remove(command);
        if (blocked != null) {
            blocked.forEach(Thread::interrupt);
        }
    }

    /** What is under way goes on, and its threads end with it. */
    void close() {
        threads.shutdown();
    }
}
