package org.ipmibridge.ipmi.dispatch;

import java.util.Map;
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

    /** Of one bundle; the rest is left to others. */
    private static final int MOST_AT_ONCE = 8;

    private static final int IDLE_SECONDS = 10;

    private final ScheduledExecutorService timer;
    private final Map<Thread, Command> running = new ConcurrentHashMap<>();
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
        long underWay = underWay(command.handler().bundle());
        try {
            if (underWay >= MOST_AT_ONCE) {
                throw new RejectedExecutionException();
            }
            threads.execute(() -> call(command, serving, overdue, end));
        } catch (RejectedExecutionException e) {
            overdue.cancel(false);
            if (threads.isShutdown()) {
                answer.completeExceptionally(e);
                return answer;
            }
            // Where others have taken all threads, it is not to blame.
            if (underWay >= MOST_AT_ONCE) {
                command.trouble().report("is not called while " + underWay + " calls of its bundle do not return");
            }
            answer.complete(CommandResponse.error(CompletionCode.NODE_BUSY));
        }
        return answer;
    }

    private long underWay(String bundle) {
        return running.values().stream()
                .filter(command -> command.handler().bundle().equals(bundle))
                .count();
    }

    private void call(
            Command command,
            Supplier<CompletionStage<CommandResponse>> serving,
            Future<?> overdue,
            CompletableFuture<CommandResponse> end) {
        running.put(Thread.currentThread(), command);
        CompletionStage<CommandResponse> stage;
        try {
            stage = serving.get();
        } catch (RuntimeException e) {
            stage = CommandResponse.error(CompletionCode.UNSPECIFIED_ERROR).now();
        } finally {
            running.remove(Thread.currentThread(), command);
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
        running.forEach((thread, called) -> {
            if (called == command && running.remove(thread, command)) {
                thread.interrupt();
            }
        });
    }

    /** What is under way goes on, and its threads end with it. */
    void close() {
        threads.shutdown();
    }
}
