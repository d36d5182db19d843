package org.ipmibridge.ipmi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.command;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.with;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Before;
import org.junit.Test;

public class HandlerGapTest {
    private static final Map<String, Object> COMMAND = with(command(NetFn.APP, 1), "changesState", true);

    private final FakeBmc vm1 = new FakeBmc("vm1");
    private final Whiteboard board = new Whiteboard();

    @Before
    public void theHandlersBundleStops() {
        board.dispatcher.addBmc(vm1);
        board.unregister(
                board.register(COMMAND, request -> CommandResponse.of(1).now()));
    }

    @Test
    public void aRequestWaitsForTheHandlerOfTheNewBundle() {
        CompletableFuture<CommandResponse> answer = dispatch();
        board.clock.advance(Duration.ofMillis(2_400));
        assertThat(answer).isNotDone();

        board.register(COMMAND, request -> CommandResponse.of(2).now());
        board.clock.advance(Duration.ofMillis(10));

        assertThat(answer.getNow(null).data()).containsExactly(2);
    }

    @Test
    public void aRequestThatWaitedIsForTheBmcAsItIsThen() {
        CompletableFuture<CommandResponse> answer = dispatch();
        board.dispatcher.removeBmc(vm1);
        List<Bmc> served = new ArrayList<>();
        board.register(COMMAND, request -> {
            served.add(request.bmc());
            return CommandResponse.of(2).now();
        });
        board.clock.advance(Duration.ofMillis(500));
        assertThat(answer).as("while there is no BMC").isNotDone();

        FakeBmc successor = new FakeBmc("vm1");
        board.dispatcher.addBmc(successor);
        board.clock.advance(Duration.ofMillis(10));
        assertThat(answer).isCompleted();
        assertThat(served).singleElement().isSameAs(successor);
    }

    @Test
    public void aHandlersBundleStopsWhenWhatItWasAskedForIsDone() throws Exception {
        CompletableFuture<CommandResponse> work = new CompletableFuture<>();
        HandlerReference handler = board.register(COMMAND, request -> work);
        CompletableFuture<CommandResponse> answer = dispatch();
        CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> board.unregister(handler));
        while (board.dispatcher.commands().size() > 0) {
            Thread.onSpinWait();
        }
        assertThat(handler.fetched()).isEqualTo(1);
        work.complete(CommandResponse.of(7));
        stop.get(10, TimeUnit.SECONDS);
        assertThat(answer.getNow(null).data()).containsExactly(7);
        assertThat(handler.fetched()).isZero();
    }

    @Test
    public void aHandlersBundleDoesNotWaitLongForItsLastWork() {
        HandlerReference handler = board.register(COMMAND, request -> new CompletableFuture<>());
        dispatch();
        board.unregister(handler);
        assertThat(handler.fetched()).isZero();
    }

    @Test
    public void aRequestWaitsLessThanAnyClientBeforeItIsRefused() {
        CompletableFuture<CommandResponse> answer = dispatch();
        board.clock.advance(Duration.ofMillis(2_490));
        assertThat(answer).isNotDone();
        board.clock.advance(Duration.ofMillis(10));
        assertThat(answer.getNow(null).code()).isEqualTo(CompletionCode.INVALID_COMMAND);
    }

    @Test
    public void aRequestWaitsNoLongerOnABusyMachine() {
        CompletableFuture<CommandResponse> answer = dispatch();
        board.clock.jump(Duration.ofMillis(2_500));
        assertThat(answer.getNow(null).code()).isEqualTo(CompletionCode.INVALID_COMMAND);
    }

    @Test
    public void aRequestThatWaitsWhenTheDispatcherStopsIsNotAnsweredSoThatItsClientAsksAgain() {
        CompletableFuture<CommandResponse> answer = dispatch();
        board.dispatcher.close();
        board.clock.advance(Duration.ofMillis(10));
        assertThat(answer).isCompletedExceptionally();
    }

    @Test
    public void aHandlerThatComesAfterTheDispatchersSuccessorIsWaitedFor() {
        HandlerReference handler =
                board.register(COMMAND, request -> CommandResponse.of(3).now());
        IpmiDispatch successor = board.replaceDispatcher();
        successor.addBmc(vm1);
        CompletableFuture<CommandResponse> answer =
                successor.dispatch(CommandRequests.of(vm1, NetFn.APP, 1)).toCompletableFuture();
        assertThat(answer).isNotDone();
        successor.addHandler(handler);
        board.clock.advance(Duration.ofMillis(10));
        assertThat(answer.getNow(null).data()).containsExactly(3);
    }

    @Test
    public void aCommandThatIsGoneForSecondsIsRefusedAtOnce() {
        board.clock.advance(Duration.ofSeconds(6));
        assertThat(dispatch().getNow(null).code()).isEqualTo(CompletionCode.INVALID_COMMAND);
    }

    @Test
    public void aCommandIsKnownAsWhatItIsWhileItsBundleIsReplaced() {
        assertThat(board.dispatcher.find(NetFn.APP, 1, new byte[0]))
                .map(CommandDescription::changesState)
                .contains(true);
        assertThat(board.dispatcher.commands()).isEmpty();

        board.clock.advance(Duration.ofSeconds(6));
        assertThat(board.dispatcher.find(NetFn.APP, 1, new byte[0])).isEmpty();
    }

    @Test
    public void tooManyRequestsDoNotWait() {
        for (int i = 0; i < 1_000; i++) {
            assertThat(dispatch()).isNotDone();
        }
        assertThat(dispatch().getNow(null).code()).isEqualTo(CompletionCode.INVALID_COMMAND);

        board.clock.advance(Duration.ofSeconds(3));
        assertThat(dispatch()).isNotDone();
    }

    private CompletableFuture<CommandResponse> dispatch() {
        return board.dispatcher.dispatch(CommandRequests.of(vm1, NetFn.APP, 1)).toCompletableFuture();
    }
}
