package org.ipmibridge.ipmi.session;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.session.RecentRequests;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/**
 * Runs the commands of a session so that none that changes anything runs twice, however often the client sends it: ipmitool sends again after
 * a second with the same sequence number, FreeIPMI's ipmipower every 0.4 s with a new one.
 */
final class CommandRunner {
    /** How long after its end a request with the same sequence number is taken for a resend. */
    private static final long KEEP_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanoTime;

    CommandRunner(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** Runs a command, or joins it to the one that it repeats; the answer goes to {@code sink}, now or later. */
    void run(
            CommandDispatcher dispatcher,
            SessionState session,
            CommandRequest request,
            int rqSeq,
            Consumer<CommandResponse> sink) {
        boolean changes = dispatcher
                .find(request.netFn(), request.command(), request.data())
                .filter(CommandDescription::changesState)
                .isPresent();
        CompletionStage<CommandResponse> answer =
                changes ? runOnce(dispatcher, session, request, rqSeq) : dispatcher.dispatch(request);
        answer.thenAccept(sink);
    }

    private CompletionStage<CommandResponse> runOnce(
            CommandDispatcher dispatcher, SessionState session, CommandRequest request, int rqSeq) {
        RecentRequests recent = session.recentRequests();
        CompletableFuture<CommandResponse> answer = new CompletableFuture<>();
        RecentRequests.Entry entry;
        synchronized (recent) {
            long now = nanoTime.getAsLong();
            CompletionStage<CommandResponse> earlier = recent.answerTo(request, rqSeq, now, KEEP_NANOS);
            if (earlier != null) {
                return earlier;
            }
            entry = recent.begin(request, rqSeq, answer, now);
        }
        if (entry == null) {
            return CommandResponse.error(CompletionCode.NODE_BUSY).now();
        }
        dispatcher.dispatch(request).whenComplete((response, notBegun) -> {
            if (notBegun != null) {
                recent.forget(entry);
                answer.completeExceptionally(notBegun);
                return;
            }
            // Before the answer goes out: its client may send the next one at once, and that is no resend.
            response.underWay().whenComplete((done, failure) -> recent.end(entry, nanoTime.getAsLong()));
            answer.complete(response);
        });
        return answer;
    }
}
