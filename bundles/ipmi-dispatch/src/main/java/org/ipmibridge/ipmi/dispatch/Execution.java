package org.ipmibridge.ipmi.dispatch;

import java.util.Arrays;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/** Runs a handler within the deadline and survives whatever it does. Thread-safe. */
final class Execution {
    private static final int DEADLINE_SECONDS = 8;

    private final ScheduledExecutorService timer;
    private final Failures failures = new Failures();

    Execution(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** Runs a command that may run. The stage never completes exceptionally. */
    CompletionStage<CommandResponse> run(Command command, CommandHandler handler, CommandRequest request) {
        boolean logged = CommandLog.covers(command);
        long start = logged ? System.nanoTime() : 0;
        UnderWay underWay = command.handler().underWay();
        underWay.begin();
        CompletableFuture<CommandResponse> answer = call(command, handler, withoutBody(request));
        answer.thenAccept(response -> response.underWay().whenComplete((done, failure) -> underWay.end()));
        if (logged) {
            answer.thenAccept(
                    response -> CommandLog.ended(command, request, response.code(), System.nanoTime() - start));
        }
        return answer;
    }

    private CompletableFuture<CommandResponse> call(Command command, CommandHandler handler, CommandRequest request) {
        try {
            CompletableFuture<CommandResponse> stage = handler.handle(request).toCompletableFuture();
            if (!stage.isDone()) {
                return limited(command, request, stage);
            }
            // The way of most commands: what is returned is what the handler made.
            if (stage.join() == null) {
                return noResponse(command, request);
            }
            command.trouble().over();
            return stage;
        } catch (Throwable e) {
            return CompletableFuture.completedFuture(failures.response(command, request, e));
        }
    }

    private CompletableFuture<CommandResponse> limited(
            Command command, CommandRequest request, CompletableFuture<CommandResponse> stage) {
        CompletableFuture<CommandResponse> answer = new CompletableFuture<>();
        Future<?> timeout = schedule(timer, () -> {
            command.trouble().report("does not answer within " + DEADLINE_SECONDS + " s");
            answer.complete(timedOut(stage));
        });
        stage.whenComplete((response, failure) -> {
            timeout.cancel(false);
            if (failure == null && response != null) {
                command.trouble().over();
                answer.complete(response);
            } else {
                answer.complete(failures.response(command, request, failure == null ? nothing() : failure));
            }
        });
        return answer;
    }

    /** Does something when a command's deadline is over. */
    static Future<?> schedule(ScheduledExecutorService timer, Runnable action) {
        try {
            return timer.schedule(action, DEADLINE_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException e) {
            // This bundle is stopping; the handler ends without a deadline.
            return CompletableFuture.completedFuture(null);
        }
    }

    /** The work goes on, and what repeats the request meanwhile must not begin it again. */
    static CommandResponse timedOut(CompletableFuture<CommandResponse> stage) {
        CommandResponse error = CommandResponse.error(CompletionCode.TIMEOUT);
        return new CommandResponse(error.code(), error.data(), stage.thenCompose(Execution::lateEnd));
    }

    /** What became of work whose client has long had C3h: the code that nobody got is how it failed. */
    private static CompletionStage<Object> lateEnd(CommandResponse late) {
        return late.code().isOk()
                ? late.underWay().thenApply(done -> done)
                : CompletableFuture.failedStage(new CommandException(late.code()));
    }

    private CompletableFuture<CommandResponse> noResponse(Command command, CommandRequest request) {
        return CompletableFuture.completedFuture(failures.response(command, request, nothing()));
    }

    private static IllegalStateException nothing() {
        return new IllegalStateException("the handler gave no response");
    }

    private static CommandRequest withoutBody(CommandRequest request) {
        int length = request.netFn().bodyLength();
        return length == 0
                ? request
                : request.withData(Arrays.copyOfRange(request.data(), length, request.data().length));
    }
}
