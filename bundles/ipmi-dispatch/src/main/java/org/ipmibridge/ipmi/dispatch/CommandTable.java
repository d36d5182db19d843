package org.ipmibridge.ipmi.dispatch;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.protocol.NetFn;

/** All commands at one moment, the best service for each. Immutable, and made for look-ups. */
final class CommandTable {
    private static final Comparator<CommandDescription> ORDER = Comparator.comparingInt(
                    (CommandDescription command) -> command.netFn().code())
            .thenComparingInt(CommandDescription::body)
            .thenComparingInt(CommandDescription::command);

    /** By half the network function and command; those that the specification defines. */
    private final Command[][] standard = new Command[32][];

    private final Map<CommandKey, Command> all = new HashMap<>();
    private final List<CommandDescription> descriptions;

    CommandTable(Collection<Command> commands) {
        for (Command command : commands) {
            all.merge(
                    CommandKey.of(command.description()),
                    command,
                    (known, other) -> other.outranks(known) ? other : known);
        }
        all.forEach((key, command) -> {
            if (key.netFn().bodyLength() == 0) {
                row(key.netFn())[key.command()] = command;
            }
        });
        descriptions =
                all.values().stream().map(Command::description).sorted(ORDER).toList();
    }

    private Command[] row(NetFn netFn) {
        int index = netFn.code() >> 1;
        if (standard[index] == null) {
            standard[index] = new Command[256];
        }
        return standard[index];
    }

    /** The command of a request; null where there is none. The data is long enough for its body. */
    Command find(NetFn netFn, int command, byte[] data) {
        if (netFn.bodyLength() != 0) {
            return all.get(new CommandKey(netFn, CommandKey.body(netFn, data), command));
        }
        Command[] row = standard[netFn.code() >> 1];
        return row == null ? null : row[command];
    }

    Collection<CommandKey> keys() {
        return all.keySet();
    }

    Command get(CommandKey key) {
        return all.get(key);
    }

    /** Ordered by network function, body and command. */
    List<CommandDescription> descriptions() {
        return descriptions;
    }
}
