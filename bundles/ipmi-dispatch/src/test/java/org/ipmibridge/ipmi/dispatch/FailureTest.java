package org.ipmibridge.ipmi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.command;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;

public class FailureTest {
    private final FakeBmc vm1 = new FakeBmc("vm1");
    private final Whiteboard board = new Whiteboard();
    private final LogRecorder log = new LogRecorder("org.ipmibridge.ipmi.dispatch");

    @After
    public void stopRecording() {
        log.close();
    }

    @Test
    public void aCommandExceptionIsItsCode() {
        assertThat(code(request -> {
                    throw new CommandException(CompletionCode.INVALID_IN_PRESENT_STATE, "it is off");
                }))
                .isEqualTo(CompletionCode.INVALID_IN_PRESENT_STATE);
        assertThat(log.lines(Level.ERROR)).isEmpty();
    }

    @Test
    public void aCommandExceptionThatAStageWrappedIsItsCode() {
        CompletableFuture<CommandResponse> asked = new CompletableFuture<>();
        CompletableFuture<CommandResponse> answer = dispatch(request -> asked.thenApply(response -> {
            throw new CommandException(CompletionCode.DESTINATION_UNAVAILABLE);
        }));

        asked.complete(CommandResponse.ok());

        assertThat(answer.getNow(null).code()).isEqualTo(CompletionCode.DESTINATION_UNAVAILABLE);
    }

    @Test
    public void aRequestTooShortToReadIsC7h() {
        assertThat(code(request -> CommandResponse.of(request.reader().uint8()).now()))
                .isEqualTo(CompletionCode.REQUEST_DATA_LENGTH_INVALID);
        assertThat(log.lines(Level.ERROR)).isEmpty();
    }

    @Test
    public void aFaultIsFFhAndTheLogHasItsStackTrace() {
        assertThat(code(request -> {
                    throw new IllegalStateException("a bug");
                }))
                .isEqualTo(CompletionCode.UNSPECIFIED_ERROR);

        assertThat(log.lines(Level.ERROR)).containsExactly("bmc=vm1 Get Something failed");
        assertThat(log.event(Level.ERROR).getThrowableProxy().getMessage()).isEqualTo("a bug");
    }

    @Test
    public void anErrorInAHandlerIsFFhToo() {
        assertThat(code(request -> {
                    throw new NoClassDefFoundError("org/example/Gone");
                }))
                .isEqualTo(CompletionCode.UNSPECIFIED_ERROR);
    }

    @Test
    public void aHandlerWithoutAStageOrAResponseIsAFault() {
        assertThat(code(request -> null)).isEqualTo(CompletionCode.UNSPECIFIED_ERROR);
        assertThat(code(request -> CompletableFuture.completedFuture(null)))
                .isEqualTo(CompletionCode.UNSPECIFIED_ERROR);

        CompletableFuture<CommandResponse> asked = new CompletableFuture<>();
        CompletableFuture<CommandResponse> answer = dispatch(request -> asked);
        asked.complete(null);
        assertThat(answer.getNow(null).code()).isEqualTo(CompletionCode.UNSPECIFIED_ERROR);
    }

    @Test
    public void manyFaultsInAMomentAreFewLines() {
        for (int i = 0; i < 1_000; i++) {
            code(request -> {
                throw new IllegalStateException("a bug");
            });
        }
        assertThat(log.lines(Level.ERROR)).hasSizeBetween(1, 100);
    }

    @Test
    public void whatTakesLongerThanEightSecondsIsUnderWayUntilItsEnd() {
        CompletableFuture<CommandResponse> slow = new CompletableFuture<>();
        CompletableFuture<Void> work = new CompletableFuture<>();
        CompletableFuture<CommandResponse> answer = dispatch(request -> slow);
        board.clock.advance(Duration.ofSeconds(8));
        CompletableFuture<?> underWay = answer.getNow(null).underWay().toCompletableFuture();
        assertThat(underWay).isNotDone();

        slow.complete(CommandResponse.acknowledged(work));
        assertThat(underWay).isNotDone();
        work.complete(null);
        assertThat(underWay).isCompleted();
    }

    @Test
    public void aSlowHandlerIsStillAnsweredWhenTheDispatcherIsStopping() {
        CompletableFuture<CommandResponse> slow = new CompletableFuture<>();
        board.dispatcher.close();
        CompletableFuture<CommandResponse> answer = dispatch(request -> slow);
        slow.complete(CommandResponse.of(7));
        assertThat(answer.getNow(null).data()).containsExactly(7);
    }

    @Test
    public void aHandlerThatTakesLongerThanEightSecondsIsC3h() {
        CompletableFuture<CommandResponse> asked = new CompletableFuture<>();
        CompletableFuture<CommandResponse> answer = dispatch(request -> asked);

        board.clock.advance(Duration.ofMillis(7_999));
        assertThat(answer).isNotDone();
        board.clock.advance(Duration.ofMillis(1));
        assertThat(answer.getNow(null).code()).isEqualTo(CompletionCode.TIMEOUT);

        asked.complete(CommandResponse.ok());
        assertThat(answer.getNow(null).code()).isEqualTo(CompletionCode.TIMEOUT);
    }

    @Test
    public void anAnswerInTimeLeavesNoTimerBehind() {
        CompletableFuture<CommandResponse> asked = new CompletableFuture<>();
        CompletableFuture<CommandResponse> answer = dispatch(request -> asked);

        asked.complete(CommandResponse.of(7));

        assertThat(answer.getNow(null).data()).containsExactly(7);
        assertThat(board.clock.pendingTasks()).isZero();
    }

    private CompletionCode code(CommandHandler handler) {
        return dispatch(handler).getNow(null).code();
    }

    private CompletableFuture<CommandResponse> dispatch(CommandHandler handler) {
        HandlerReference reference = board.register(command(NetFn.APP, 1), handler);
        try {
            return board.dispatcher
                    .dispatch(CommandRequests.of(vm1, NetFn.APP, 1))
                    .toCompletableFuture();
        } finally {
            board.unregister(reference);
        }
    }
}
