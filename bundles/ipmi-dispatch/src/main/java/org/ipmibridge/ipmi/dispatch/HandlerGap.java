package org.ipmibridge.ipmi.dispatch;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;

/** Keeps requests waiting while the bundle of their handler is being replaced, and perhaps that of their BMC too. Thread-safe. */
final class HandlerGap {
    private static final int MOST_WAITING = 1_000;
    private static final long POLL_MILLIS = 10;

    /** Less than any client's last attempt; a package refresh stops and starts most bundles of the bridge. */
    private static final long PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(2_500);

    private final Commands commands;
    private final Function<String, Bmc> bmcs;
    private final ScheduledExecutorService timer;
    private final LongSupplier clock;
    private final AtomicInteger waiting = new AtomicInteger();

    /**
     * Keeps nothing waiting yet.
     *
     * @param bmcs gives the BMC of a name, or null while it is not there
     * @param clock gives nanoseconds
     */
    HandlerGap(Commands commands, Function<String, Bmc> bmcs, ScheduledExecutorService timer, LongSupplier clock) {
        this.commands = commands;
        this.bmcs = bmcs;
        this.timer = timer;
        this.clock = clock;
    }

    /** Whether waiting is worth while: a moment ago there was such a command, and not too many wait already. */
    boolean covers(CommandRequest request) {
        return waiting.get() < MOST_WAITING && commands.departed(request);
    }

    /**
     * Runs the request as soon as its handler is back; when it does not come back in time, the command is unknown. The stage fails when this
     * bundle goes too.
     */
    CompletionStage<CommandResponse> await(
            CommandRequest request, Function<CommandRequest, CompletionStage<CommandResponse>> dispatch) {
        CompletableFuture<CommandResponse> answer = new CompletableFuture<>();
        waiting.incrementAndGet();
        answer.whenComplete((response, failure) -> waiting.decrementAndGet());
        poll(request, dispatch, answer, clock.getAsLong() + PATIENCE_NANOS);
        return answer;
    }

    private void poll(
            CommandRequest request,
            Function<CommandRequest, CompletionStage<CommandResponse>> dispatch,
            CompletableFuture<CommandResponse> answer,
            long end) {
        Bmc bmc = bmcs.apply(request.bmc().name());
        if (bmc != null && commands.find(request.netFn(), request.command(), request.data()) != null) {
            dispatch.apply(request.withBmc(bmc)).whenComplete((response, failure) -> pass(response, failure, answer));
        } else if (clock.getAsLong() - end >= 0) {
            Dispatcher.unknown(request).thenAccept(answer::complete);
        } else {
            try {
                timer.schedule(() -> poll(request, dispatch, answer, end), POLL_MILLIS, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                answer.completeExceptionally(e);
            }
        }
    }

    private static void pass(CommandResponse response, Throwable failure, CompletableFuture<CommandResponse> answer) {
        if (failure == null) {
            answer.complete(response);
        } else {
            answer.completeExceptionally(failure);
        }
    }
}
