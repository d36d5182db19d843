package org.ipmibridge.testkit;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.NetFn;

/** Runs every command by one function of the test's, and remembers what it was asked. */
public final class FakeCommandDispatcher implements CommandDispatcher {
    private final Function<CommandRequest, CompletionStage<CommandResponse>> handler;
    private final List<CommandDescription> commands = new CopyOnWriteArrayList<>();
    private final List<CommandRequest> requests = new CopyOnWriteArrayList<>();

    public FakeCommandDispatcher(Function<CommandRequest, CompletionStage<CommandResponse>> handler) {
        this.handler = handler;
    }

    /** Makes a command known to {@link #find} and {@link #commands}. */
    public FakeCommandDispatcher with(CommandDescription command) {
        commands.add(command);
        return this;
    }

    /** Every request, in order. */
    public List<CommandRequest> requests() {
        return List.copyOf(requests);
    }

    @Override
    public CompletionStage<CommandResponse> dispatch(CommandRequest request) {
        requests.add(request);
        return handler.apply(request);
    }

    @Override
    public Optional<CommandDescription> find(NetFn netFn, int command, byte[] data) {
        return commands.stream()
                .filter(known -> known.netFn() == netFn && known.command() == command)
                .findFirst();
    }

    @Override
    public List<CommandDescription> commands() {
        return List.copyOf(commands);
    }
}
