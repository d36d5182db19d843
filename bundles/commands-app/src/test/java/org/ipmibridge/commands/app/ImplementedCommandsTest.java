package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.junit.Test;

public class ImplementedCommandsTest {
    private final Implemented implemented = new Implemented().with(NetFn.APP, 1);
    private final ImplementedCommands commands = implemented.commands();

    @Test
    public void whatTheDispatcherKnewIsTrueWhileItIsReplaced() {
        assertThat(commands.has(NetFn.APP, 1)).isTrue();
        commands.unsetDispatcher(Implemented.reference());
        assertThat(commands.has(NetFn.APP, 1)).isTrue();
        assertThat(commands.has(NetFn.APP, 2)).isFalse();
    }

    @Test
    public void theSuccessorIsAskedAsSoonAsItIsThere() {
        assertThat(commands.has(NetFn.APP, 1)).isTrue();
        implemented.replaceDispatcher().with(NetFn.APP, 2);
        assertThat(commands.has(NetFn.APP, 1)).isFalse();
        assertThat(commands.has(NetFn.APP, 2)).isTrue();
    }

    @Test
    public void withoutAnyDispatcherTheNodeIsBusy() {
        commands.setDispatcher(null);
        assertThatThrownBy(commands::all).isInstanceOfSatisfying(CommandException.class, e -> assertThat(e.code())
                .isEqualTo(CompletionCode.NODE_BUSY));
    }
}
