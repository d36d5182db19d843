package org.ipmibridge.ipmi.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.observe.CommandEnd;
import org.ipmibridge.ipmi.api.observe.CommandEnd.Stage;
import org.ipmibridge.ipmi.api.observe.CommandObserver;
import org.ipmibridge.ipmi.api.observe.Observers;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.runtime.api.problem.Problem;

/**
 * Tells observers how commands end, and has those that change something recorded before they are answered. Thread-safe; while nobody observes
 * and nobody records, a command costs the reading of some fields.
 */
final class Watch {
    /** How long an answer waits for its record: no client sends again before it. */
    private static final long RECORD_MILLIS = 250;

    /** How long it waits while the recorder is being replaced, as for a handler that is. */
    private static final long REPLACEMENT_MILLIS = 2_500;

    private final Observers<CommandObserver> observers = new Observers<>();
    private final Recording recording;
    private final Clock clock;
    private final Unrecorded unrecorded;
    private final Holds holds;

    Watch(Recording recording, Clock clock, Holds holds) {
        this.holds = holds;
        this.recording = recording;
        this.clock = clock;
        this.unrecorded = new Unrecorded(recording, clock);
    }

    Observers<CommandObserver> observers() {
        return observers;
    }

    Recording recording() {
        return recording;
    }

    List<Problem> problems() {
        return unrecorded.problems();
    }

    /** Whether anybody wants to know how commands end. */
    boolean isOn() {
        return !observers.isEmpty() || recording.isExpected();
    }

    /** Whether anybody wants to know how this command ends; of one that is not known, it may turn out later. */
    boolean covers(Optional<CommandDescription> command) {
        return command.isEmpty() || command.get().changesState() || !observers.isEmpty();
    }

    /**
     * Watches a command to its end.
     *
     * @param begun when it began, of {@link System#nanoTime()}
     * @param known what it was when it began
     * @return the answer to be sent
     */
    CompletionStage<CommandResponse> over(
            CommandDispatcher commands,
            CommandRequest request,
            Optional<CommandDescription> known,
            long begun,
            CompletionStage<CommandResponse> answer) {
        CompletableFuture<CommandResponse> given = answer.toCompletableFuture();
        if (given.isDone() && !given.isCompletedExceptionally()) {
            return answered(request, known, begun, given.join());
        }
        return answer.thenCompose(response -> answered(
                request,
                known.isPresent() ? known : commands.find(request.netFn(), request.command(), request.data()),
                begun,
                response));
    }

    private CompletionStage<CommandResponse> answered(
            CommandRequest request, Optional<CommandDescription> command, long begun, CommandResponse response) {
        if (!covers(command)) {
            return response.now();
        }
        CompletableFuture<?> work = response.underWay().toCompletableFuture();
        Stage stage = work.isDone() ? Stage.ENDED : Stage.GOES_ON;
        CommandEnd end = new CommandEnd(
                clock.instant(), request, command, response.code(), System.nanoTime() - begun, stage, failure(work));
        observers.tell(observer -> observer.ended(end));
        if (!end.changesState()) {
            return response.now();
        }
        CompletionStage<CommandResponse> held = held(response, recording.record(end));
        if (stage == Stage.GOES_ON) {
            work.whenComplete((done, failure) -> finished(end, begun, failure));
        }
        return held;
    }

    private void finished(CommandEnd end, long begun, Throwable failure) {
        Instant now = clock.instant();
        CompletionCode code = failure == null ? CompletionCode.OK : CompletionCode.UNSPECIFIED_ERROR;
        long nanos = System.nanoTime() - begun;
        recording.record(
                new CommandEnd(now, end.request(), end.command(), code, nanos, Stage.FINISHED, words(failure)));
    }

    /** The answer as soon as its record is safe; late records are not waited for, as the client must not suffer for them. */
    private CompletionStage<CommandResponse> held(CommandResponse response, CompletionStage<?> recorded) {
        CompletableFuture<?> record = recorded.toCompletableFuture();
        if (record.isDone()) {
            if (!record.isCompletedExceptionally()) {
                unrecorded.inTime();
            }
            return response.now();
        }
        long millis = recording.isThere() ? RECORD_MILLIS : REPLACEMENT_MILLIS;
        CompletableFuture<CommandResponse> answer = new CompletableFuture<>();
        record.whenComplete((done, failure) -> {
            if (answer.complete(response) && failure == null) {
                unrecorded.inTime();
            }
        });
        holds.limit(answer, response, millis, unrecorded::late);
        return answer;
    }

    private static String failure(CompletableFuture<?> work) {
        return work.isCompletedExceptionally()
                ? words(work.handle((done, failure) -> failure).join())
                : "";
    }

    private static String words(Throwable failure) {
        if (failure == null) {
            return "";
        }
        Throwable cause =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause.getMessage() == null ? cause.getClass().getSimpleName() : cause.getMessage();
    }
}
