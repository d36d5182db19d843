package org.ipmibridge.ipmi.dispatch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.command;
import static org.ipmibridge.ipmi.dispatch.Whiteboard.with;

import ch.qos.logback.classic.Level;
import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;

public class CommandPropertiesTest {
    private final Whiteboard board = new Whiteboard();
    private final LogRecorder log = new LogRecorder("org.ipmibridge.ipmi.dispatch");

    @After
    public void stopRecording() {
        log.close();
    }

    @Test
    public void whatIsLeftOutHasTheAnnotationsDefault() {
        board.register(
                Map.of("ipmi.netFn", 6, "ipmi.command", 1, "ipmi.name", "Get Device ID"),
                request -> CommandResponse.ok().now());

        assertThat(board.dispatcher.commands())
                .containsExactly(
                        new CommandDescription(NetFn.APP, -1, 1, "Get Device ID", PrivilegeLevel.USER, false, false));
    }

    @Test
    public void aWrongPropertyIsOneWarningThatNamesBundleAndProperty() {
        refuses("netFn", 7, "ipmi.netFn = 7: must be even");
        refuses("netFn", 64, "ipmi.netFn = 64: must be an integer, 0 to 62");
        refuses("netFn", "6", "ipmi.netFn = 6: must be an integer, 0 to 62");
        refuses("netFn", null, "ipmi.netFn = null: must be an integer, 0 to 62");
        refuses("command", 256, "ipmi.command = 256: must be an integer, 0 to 255");
        refuses("body", 3, "ipmi.body = 3: must be an integer, -1 to -1");
        refuses("name", " ", "ipmi.name =  : must be the specification's name");
        refuses("sessionless", "yes", "ipmi.sessionless = yes: must be a boolean");
        refuses(
                "privilege",
                "ROOT",
                "ipmi.privilege = ROOT: must be one of [CALLBACK, USER, OPERATOR, ADMINISTRATOR, OEM]");
    }

    @Test
    public void aGroupCommandMustSayItsGroup() {
        board.register(command(NetFn.GROUP_EXTENSION, 1), request -> null);
        assertThat(log.lines(Level.WARN))
                .containsExactly("bundle org.ipmibridge.handlers: a command handler is left out:"
                        + " ipmi.body = -1: must be an integer, 0 to 255");
    }

    private void refuses(String property, Object value, String reason) {
        Map<String, Object> properties = new HashMap<>(with(command(NetFn.APP, 1), property, value));
        int before = log.lines(Level.WARN).size();
        board.register(properties, request -> null);
        assertThat(board.dispatcher.commands()).isEmpty();
        assertThat(log.lines(Level.WARN).subList(before, log.lines(Level.WARN).size()))
                .containsExactly("bundle org.ipmibridge.handlers: a command handler is left out: " + reason);
    }
}
