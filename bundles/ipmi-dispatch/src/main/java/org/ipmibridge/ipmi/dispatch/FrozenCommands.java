package org.ipmibridge.ipmi.dispatch;

import java.util.List;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.handover.HandOver;

/** What commands there were, from one dispatcher to its successor. */
final class FrozenCommands {
    private static final String KEY = "commands";

    private FrozenCommands() {}

    static void leave(HandOver left, List<CommandDescription> commands) {
        left.leave(KEY, commands.stream().map(FrozenCommands::freeze).toList());
    }

    /** What the predecessor left; nothing when there was none, or one that left it otherwise. */
    @SuppressWarnings("unchecked")
    static List<CommandDescription> take(HandOver left) {
        try {
            return left.take(KEY, List.class)
                    .map(frozen -> ((List<Object[]>) frozen)
                            .stream().map(FrozenCommands::thaw).toList())
                    .orElseGet(List::of);
        } catch (RuntimeException e) {
            return List.of();
        }
    }

    private static Object[] freeze(CommandDescription command) {
        return new Object[] {
            command.netFn().code(),
            command.body(),
            command.command(),
            command.name(),
            command.privilege().code(),
            command.sessionless(),
            command.changesState()
        };
    }

    private static CommandDescription thaw(Object[] frozen) {
        return new CommandDescription(
                NetFn.of((int) frozen[0]),
                (int) frozen[1],
                (int) frozen[2],
                (String) frozen[3],
                PrivilegeLevel.of((int) frozen[4]).orElseThrow(),
                (boolean) frozen[5],
                (boolean) frozen[6]);
    }
}
