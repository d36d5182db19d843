package org.ipmibridge.ipmi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.command;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.with;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeSession;
import org.junit.Test;

public class DispatchTest {
    private static final CommandHandler OK =
            request -> CommandResponse.of(0x11, 0x22).now();

    private final FakeBmc vm1 = new FakeBmc("vm1");
    private final Whiteboard board = new Whiteboard();
    private final List<CommandRequest> handled = new ArrayList<>();
    private final CommandHandler recording = request -> {
        handled.add(request);
        return CommandResponse.of(0x42).now();
    };

    @Test
    public void aCommandRunsAndItsAnswerComesBack() {
        board.register(command(NetFn.CHASSIS, 1), OK);

        CommandResponse response = answer(CommandRequests.of(vm1, NetFn.CHASSIS, 1));

        assertThat(response.code()).isEqualTo(CompletionCode.OK);
        assertThat(response.data()).containsExactly(0x11, 0x22);
    }

    @Test
    public void theStageOfAnAnswerThatIsThereIsPassedOnAsItIs() {
        CompletionStage<CommandResponse> stage = CommandResponse.ok().now();
        board.register(command(NetFn.APP, 1), request -> stage);

        assertThat(board.dispatcher.dispatch(CommandRequests.of(vm1, NetFn.APP, 1)))
                .isSameAs(stage);
    }

    @Test
    public void anUnknownCommandIsRefusedAtOnceWithC1h() {
        assertThat(code(CommandRequests.of(vm1, NetFn.APP, 0x77))).isEqualTo(CompletionCode.INVALID_COMMAND);
    }

    @Test
    public void anUnknownGroupCommandIsRefusedWithItsGroup() {
        CommandResponse response = answer(CommandRequests.of(vm1, NetFn.GROUP_EXTENSION, 0x3E, 0x00, 0x02));

        assertThat(response.code()).isEqualTo(CompletionCode.INVALID_COMMAND);
        assertThat(response.data()).containsExactly(0x00);
    }

    @Test
    public void anUnknownOemCommandIsRefusedWithItsEnterpriseNumber() {
        CommandResponse response = answer(CommandRequests.of(vm1, NetFn.OEM_GROUP, 0x01, 0x57, 0x01, 0x00, 0x09));

        assertThat(response.code()).isEqualTo(CompletionCode.INVALID_COMMAND);
        assertThat(response.data()).containsExactly(0x57, 0x01, 0x00);
    }

    @Test
    public void aGroupCommandWithoutItsGroupIsTooShort() {
        assertThat(code(CommandRequests.of(vm1, NetFn.GROUP_EXTENSION, 1)))
                .isEqualTo(CompletionCode.REQUEST_DATA_LENGTH_INVALID);
        assertThat(code(CommandRequests.of(vm1, NetFn.OEM_GROUP, 1, 0x57, 0x01)))
                .isEqualTo(CompletionCode.REQUEST_DATA_LENGTH_INVALID);
    }

    @Test
    public void aGroupHandlerSeesNoGroupAndItsAnswerGetsOne() {
        board.register(with(command(NetFn.GROUP_EXTENSION, 1), "body", 0xDC), recording);

        CommandResponse response = answer(CommandRequests.of(vm1, NetFn.GROUP_EXTENSION, 1, 0xDC, 0x05));

        assertThat(handled.get(0).data()).containsExactly(0x05);
        assertThat(response.data()).containsExactly(0xDC, 0x42);
    }

    @Test
    public void anOemHandlerServesItsEnterpriseOnly() {
        board.register(with(command(NetFn.OEM_GROUP, 1), "body", 0x0157), recording);

        assertThat(answer(CommandRequests.of(vm1, NetFn.OEM_GROUP, 1, 0x57, 0x01, 0x00))
                        .data())
                .containsExactly(0x57, 0x01, 0x00, 0x42);
        assertThat(code(CommandRequests.of(vm1, NetFn.OEM_GROUP, 1, 0x57, 0x02, 0x00)))
                .isEqualTo(CompletionCode.INVALID_COMMAND);
    }

    @Test
    public void aCommandForAnotherLunIsRefusedWithC2h() {
        board.register(command(NetFn.APP, 1), recording);
        CommandRequest request = CommandRequests.of(vm1, NetFn.APP, 1);

        assertThat(code(new CommandRequest(
                        request.bmc(), request.session(), request.peer(), true, request.netFn(), 2, 1, request.data())))
                .isEqualTo(CompletionCode.INVALID_FOR_LUN);
        assertThat(handled).isEmpty();
    }

    @Test
    public void aSessionWithTooLittlePrivilegeIsRefusedWithD4h() {
        board.register(with(command(NetFn.CHASSIS, 2), "privilege", "OPERATOR"), recording);

        assertThat(code(CommandRequests.in(FakeSession.of("vm1", PrivilegeLevel.USER), vm1, NetFn.CHASSIS, 2, 0)))
                .isEqualTo(CompletionCode.INSUFFICIENT_PRIVILEGE);
        assertThat(handled).isEmpty();
        assertThat(code(CommandRequests.in(FakeSession.of("vm1", PrivilegeLevel.OPERATOR), vm1, NetFn.CHASSIS, 2, 0)))
                .isEqualTo(CompletionCode.OK);
    }

    @Test
    public void withoutASessionOnlySessionlessCommandsRun() {
        board.register(command(NetFn.APP, 1), OK);
        board.register(with(command(NetFn.APP, 0x38), "sessionless", true), OK);

        assertThat(code(CommandRequests.sessionless(vm1, NetFn.APP, 1)))
                .isEqualTo(CompletionCode.INSUFFICIENT_PRIVILEGE);
        assertThat(code(CommandRequests.sessionless(vm1, NetFn.APP, 0x38))).isEqualTo(CompletionCode.OK);
    }

    @Test
    public void theServiceOfTheHigherRankingServesUntilItGoes() {
        board.register(
                command(NetFn.APP, 1), 5, request -> CommandResponse.of(5).now());
        HandlerReference better = board.register(
                command(NetFn.APP, 1), 9, request -> CommandResponse.of(9).now());
        board.register(
                command(NetFn.APP, 1), 7, request -> CommandResponse.of(7).now());

        assertThat(answer(CommandRequests.of(vm1, NetFn.APP, 1)).data()).containsExactly(9);
        board.unregister(better);
        assertThat(answer(CommandRequests.of(vm1, NetFn.APP, 1)).data()).containsExactly(7);
    }

    @Test
    public void aHandlerIsFetchedWhenItsCommandIsFirstUsedAndGivenBackWhenItGoes() {
        HandlerReference reference = board.register(command(NetFn.APP, 1), OK);
        assertThat(reference.fetched()).isZero();

        answer(CommandRequests.of(vm1, NetFn.APP, 1));
        answer(CommandRequests.of(vm1, NetFn.APP, 1));
        assertThat(reference.fetched()).isEqualTo(1);

        board.unregister(reference);
        assertThat(reference.fetched()).isZero();
    }

    @Test
    public void commandsAreListedInOrder() {
        board.register(command(NetFn.APP, 2), OK);
        board.register(with(command(NetFn.GROUP_EXTENSION, 1), "body", 0xDC), OK);
        board.register(command(NetFn.APP, 1), OK);
        board.register(command(NetFn.CHASSIS, 9), OK);

        assertThat(board.dispatcher.commands())
                .extracting(description -> description.netFn() + " " + description.command())
                .containsExactly("00h 9", "06h 1", "06h 2", "2Ch 1");
    }

    @Test
    public void aMessagesCommandCanBeLookedUp() {
        board.register(with(command(NetFn.GROUP_EXTENSION, 1), "body", 0xDC), OK);

        assertThat(board.dispatcher.find(NetFn.GROUP_EXTENSION, 1, new byte[] {(byte) 0xDC}))
                .map(CommandDescription::name)
                .contains("Get Something");
        assertThat(board.dispatcher.find(NetFn.GROUP_EXTENSION, 1, new byte[0])).isEmpty();
        assertThat(board.dispatcher.find(NetFn.GROUP_EXTENSION, 1, new byte[] {3}))
                .isEmpty();
        assertThat(board.dispatcher.find(NetFn.APP.response(), 1, new byte[0])).isEmpty();
    }

    private CompletionCode code(CommandRequest request) {
        return answer(request).code();
    }

    private CommandResponse answer(CommandRequest request) {
        return board.dispatcher.dispatch(request).toCompletableFuture().getNow(null);
    }
}
