package org.ipmibridge.ipmi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.command;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.with;

import ch.qos.logback.classic.Level;
import java.util.Map;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeSession;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;

public class CommandLogTest {
    private static final Map<String, Object> CONTROL = with(
            with(with(command(NetFn.CHASSIS, 2), "name", "Chassis Control"), "changesState", true),
            "privilege",
            "OPERATOR");
    private static final FakeSession OPERATOR = FakeSession.of("vm1", PrivilegeLevel.OPERATOR);

    private final FakeBmc vm1 = new FakeBmc("vm1");
    private final Whiteboard board = new Whiteboard();
    private final LogRecorder log = new LogRecorder("org.ipmibridge.ipmi.dispatch");

    @After
    public void stopRecording() {
        log.close();
    }

    @Test
    public void aCommandThatChangesSomethingIsOneLine() {
        board.register(CONTROL, request -> CommandResponse.ok().now());
        control(OPERATOR);
        assertThat(log.lines(Level.INFO)).hasSize(1);
        assertThat(log.lines(Level.INFO).get(0))
                .matches("bmc=vm1 peer=127\\.0\\.0\\.1:50000 session 01020304 user=oper: Chassis Control: 00h Ok"
                        + " in \\d+\\.\\d ms");
    }

    @Test
    public void aFailedOneTellsItsCode() {
        board.register(CONTROL, request -> {
            throw new CommandException(CompletionCode.INVALID_IN_PRESENT_STATE);
        });
        control(OPERATOR);
        assertThat(log.lines(Level.INFO).get(0)).contains("D5h Command Not Supported In Present State");
    }

    @Test
    public void aForbiddenOneTellsItsCode() {
        board.register(CONTROL, request -> CommandResponse.ok().now());
        control(FakeSession.of("vm1", PrivilegeLevel.USER));
        assertThat(log.lines(Level.INFO).get(0)).contains("D4h Insufficient Privilege Level");
    }

    @Test
    public void aReadIsNoMoreThanADebugLine() {
        board.register(
                command(NetFn.CHASSIS, 2), request -> CommandResponse.ok().now());
        control(OPERATOR);
        assertThat(log.lines(Level.INFO)).isEmpty();
        assertThat(log.lines(Level.DEBUG)).hasSize(1);
    }

    @Test
    public void aUserNameCannotForgeALine() {
        board.register(CONTROL, request -> CommandResponse.ok().now());
        control(OPERATOR.withUserName("x\r\nbmc=vm2 \u0085\u001b[2J"));
        assertThat(log.lines(Level.INFO).get(0)).contains("user=x??bmc=vm2???[2J: Chassis Control");
    }

    private void control(Session session) {
        board.dispatcher.dispatch(CommandRequests.in(session, vm1, NetFn.CHASSIS, 2, 1));
    }
}
