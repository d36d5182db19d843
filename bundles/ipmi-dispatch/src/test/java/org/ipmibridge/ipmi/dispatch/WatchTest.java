package org.ipmibridge.ipmi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.command;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.with;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.observe.CommandEnd;
import org.ipmibridge.ipmi.api.observe.CommandEnd.Stage;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeSession;
import org.junit.Test;

public class WatchTest {
    private static final int READ = 1;
    private static final int CHANGE = 2;
    private static final Map<String, Object> CONTROL =
            with(with(command(NetFn.CHASSIS, CHANGE), "name", "Chassis Control"), "changesState", true);

    private final FakeBmc vm1 = new FakeBmc("vm1");
    private final Whiteboard board = new Whiteboard();
    private final List<CommandEnd> observed = new CopyOnWriteArrayList<>();
    private final List<CommandEnd> recorded = new CopyOnWriteArrayList<>();
    private final CompletableFuture<Void> safe = new CompletableFuture<>();

    @Test
    public void everyCommandIsObservedOnceWithItsCode() {
        board.dispatcher.addObserver(observed::add);
        board.register(
                command(NetFn.CHASSIS, READ), request -> CommandResponse.ok().now());
        board.register(with(CONTROL, "privilege", "OPERATOR"), request -> CommandResponse.ok()
                .now());
        send(READ);
        send(CHANGE);
        send(0x77);
        assertThat(observed)
                .extracting(CommandEnd::code)
                .containsExactly(
                        CompletionCode.OK, CompletionCode.INSUFFICIENT_PRIVILEGE, CompletionCode.INVALID_COMMAND);
        assertThat(observed)
                .extracting(end -> end.command().map(CommandDescription::name).orElse("-"))
                .containsExactly("Get Something", "Chassis Control", "-");
    }

    @Test
    public void anObserverThatFailsHarmsNobodyAndOneThatIsGoneIsNotTold() {
        board.dispatcher.addObserver(end -> {
            throw new IllegalStateException("boom");
        });
        board.dispatcher.addObserver(observed::add);
        board.register(
                command(NetFn.CHASSIS, READ), request -> CommandResponse.of(7).now());
        assertThat(send(READ).join().data()).containsExactly(7);
        assertThat(observed).hasSize(1);
    }

    @Test
    public void theAnswerToAChangeWaitsForItsRecordAndThatToAReadDoesNot() {
        record();
        board.register(
                command(NetFn.CHASSIS, READ), request -> CommandResponse.ok().now());
        board.register(CONTROL, request -> CommandResponse.ok().now());
        assertThat(send(READ)).isDone();
        CompletableFuture<CommandResponse> answer = send(CHANGE);
        assertThat(recorded).hasSize(1);
        assertThat(answer).isNotDone();
        safe.complete(null);
        assertThat(answer).isDone();
        assertThat(board.dispatcher.problems()).isEmpty();
    }

    @Test
    public void aRecordThatIsLateIsNotWaitedForAndTheOperatorIsTold() {
        record();
        board.register(CONTROL, request -> CommandResponse.ok().now());
        CompletableFuture<CommandResponse> answer = send(CHANGE);
        board.clock.advance(Duration.ofMillis(200));
        assertThat(answer).isNotDone();
        board.clock.advance(Duration.ofMillis(100));
        assertThat(answer.getNow(null).code()).isEqualTo(CompletionCode.OK);
        assertThat(board.dispatcher.problems())
                .extracting(Problem::text)
                .containsExactly(
                        "recorder of state changes: it is too slow: 1 commands were answered before they were recorded");
        safe.complete(null);
        send(CHANGE);
        assertThat(board.dispatcher.problems()).isEmpty();
    }

    @Test
    public void aRefusedChangeIsRecordedToo() {
        record();
        safe.complete(null);
        board.register(CONTROL, request -> {
            throw new CommandException(CompletionCode.INVALID_IN_PRESENT_STATE);
        });
        send(CHANGE);
        assertThat(recorded).extracting(CommandEnd::code).containsExactly(CompletionCode.INVALID_IN_PRESENT_STATE);
    }

    @Test
    public void workThatGoesOnAfterTheAnswerIsRecordedAtItsEndToo() {
        record();
        safe.complete(null);
        CompletableFuture<Void> work = new CompletableFuture<>();
        board.register(CONTROL, request -> CommandResponse.acknowledged(work).now());
        send(CHANGE);
        assertThat(recorded).extracting(CommandEnd::stage).containsExactly(Stage.GOES_ON);
        work.completeExceptionally(new IllegalArgumentException("no such disk"));
        assertThat(recorded).extracting(CommandEnd::stage).containsExactly(Stage.GOES_ON, Stage.FINISHED);
        assertThat(recorded.get(1).failure()).isEqualTo("no such disk");
    }

    @Test
    public void aChangeThatTookTooLongIsRecordedAsThatAndAtItsEndWithTheCodeThatNobodyGot() {
        record();
        safe.complete(null);
        CompletableFuture<CommandResponse> work = new CompletableFuture<>();
        board.register(CONTROL, request -> work);
        send(CHANGE);
        board.clock.advance(Duration.ofSeconds(8));
        assertThat(recorded).extracting(CommandEnd::code).containsExactly(CompletionCode.TIMEOUT);
        work.complete(CommandResponse.error(CompletionCode.INVALID_IN_PRESENT_STATE));
        assertThat(recorded).extracting(CommandEnd::stage).containsExactly(Stage.GOES_ON, Stage.FINISHED);
        assertThat(recorded.get(1).failure()).isEqualTo("D5h Command Not Supported In Present State");
    }

    @Test
    public void workThatEndsAfterTheDispatcherWasReplacedIsRecordedByTheRecorderOfThatMoment() {
        CompletableFuture<Void> work = new CompletableFuture<>();
        record();
        safe.complete(null);
        board.register(CONTROL, request -> CommandResponse.acknowledged(work).now());
        send(CHANGE);
        board.dispatcher.close();
        work.complete(null);
        assertThat(recorded).extracting(CommandEnd::stage).containsExactly(Stage.GOES_ON, Stage.FINISHED);
    }

    private void record() {
        board.dispatcher.addRecorder(happening -> {
            recorded.add((CommandEnd) happening);
            return safe;
        });
    }

    private CompletableFuture<CommandResponse> send(int command) {
        FakeSession user = FakeSession.of("vm1", PrivilegeLevel.USER);
        return board.dispatcher
                .dispatch(CommandRequests.in(user, vm1, NetFn.CHASSIS, command))
                .toCompletableFuture();
    }
}
