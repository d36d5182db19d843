package org.ipmibridge.ipmi.dispatch;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.osgi.framework.ServiceReference;

/**
 * The commands that bundles implement, and for a few seconds those that they no longer do: their bundle may just be replaced. Thread-safe;
 * look-ups take no lock.
 */
final class Commands {
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(5);

    /**
     * A command that is gone.
     *
     * @param description what it was
     * @param since when it went
     */
    private record Departed(CommandDescription description, long since) {}

    private final LongSupplier clock;
    private final Map<ServiceReference<?>, Command> services = new ConcurrentHashMap<>();
    private final Map<CommandKey, Departed> departed = new ConcurrentHashMap<>();
    private volatile CommandTable table = new CommandTable(services.values());

    /** @param clock gives nanoseconds */
    Commands(LongSupplier clock) {
        this.clock = clock;
    }

    /** The command of a request, whose data is long enough for its body; null where there is none. */
    Command find(NetFn netFn, int command, byte[] data) {
        return netFn.isRequest() ? table.find(netFn, command, data) : null;
    }

    /** What a command is, or was until a moment ago, so that nobody takes it for another kind while its bundle is being replaced. */
    Optional<CommandDescription> describe(NetFn netFn, int command, byte[] data) {
        Command found = find(netFn, command, data);
        return found == null ? departed(new CommandKey(netFn, CommandKey.body(netFn, data), command)) : found.found();
    }

    /** Whether the command of a request is gone, and was there a moment ago. */
    boolean departed(CommandRequest request) {
        return departed(CommandKey.of(request)).isPresent();
    }

    /** The commands of this moment, ordered by network function, body and command. */
    List<CommandDescription> descriptions() {
        return table.descriptions();
    }

    /** The services of this moment, those that another outranks included. */
    Collection<Command> all() {
        return services.values();
    }

    synchronized void add(Command command) {
        services.put(command.reference(), command);
        table = new CommandTable(services.values());
        table.keys().forEach(departed::remove);
    }

    /** Takes a service away. @return the command, or null if it was none */
    synchronized Command remove(ServiceReference<?> reference) {
        Command gone = services.remove(reference);
        if (gone != null) {
            // It is remembered first, so that no request finds it in neither place.
            CommandTable next = new CommandTable(services.values());
            remember(gone.description(), next);
            table = next;
        }
        return gone;
    }

    /** What {@link #describe} knows: the commands of this moment, and those that went with this bundle's own service, as some use it. */
    List<CommandDescription> known() {
        List<CommandDescription> known = new ArrayList<>(table.descriptions());
        departed.values().forEach(gone -> known.add(gone.description()));
        return known;
    }

    /** Takes the commands of this bundle's predecessor for gone a moment ago: some wait for the dispatcher before they come. */
    void expect(List<CommandDescription> predecessors) {
        long now = clock.getAsLong();
        predecessors.forEach(each -> departed.put(CommandKey.of(each), new Departed(each, now)));
    }

    private Optional<CommandDescription> departed(CommandKey key) {
        Departed found = departed.get(key);
        return found == null || clock.getAsLong() - found.since() > REMEMBERED_NANOS
                ? Optional.empty()
                : Optional.of(found.description());
    }

    private void remember(CommandDescription description, CommandTable next) {
        CommandKey key = CommandKey.of(description);
        long now = clock.getAsLong();
        departed.values().removeIf(old -> now - old.since() > REMEMBERED_NANOS);
        if (next.get(key) == null) {
            departed.put(key, new Departed(description, now));
        }
    }
}
