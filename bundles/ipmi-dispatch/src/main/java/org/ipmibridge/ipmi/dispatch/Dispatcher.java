package org.ipmibridge.ipmi.dispatch;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;

/** The way of a command from the request to the answer. */
final class Dispatcher implements CommandDispatcher {
    private final Commands commands;
    private final HandlerGap gap;
    private final Execution execution;
    private final ForeignCalls foreignCalls;
    private final Watch watch;

    Dispatcher(Commands commands, HandlerGap gap, Execution execution, ForeignCalls foreignCalls, Watch watch) {
        this.commands = commands;
        this.gap = gap;
        this.execution = execution;
        this.foreignCalls = foreignCalls;
        this.watch = watch;
    }

    @Override
    public CompletionStage<CommandResponse> dispatch(CommandRequest request) {
        if (!watch.isOn()) {
            return run(request);
        }
        Optional<CommandDescription> known = find(request.netFn(), request.command(), request.data());
        if (!watch.covers(known)) {
            return run(request);
        }
        long begun = System.nanoTime();
        return watch.over(this, request, known, begun, run(request));
    }

    private CompletionStage<CommandResponse> run(CommandRequest request) {
        int bodyLength = request.netFn().bodyLength();
        if (bodyLength == 0) {
            return attempt(request);
        }
        if (request.data().length < bodyLength) {
            return CommandResponse.error(CompletionCode.REQUEST_DATA_LENGTH_INVALID)
                    .now();
        }
        byte[] body = Arrays.copyOf(request.data(), bodyLength);
        return attempt(request).thenApply(response -> withBody(body, response));
    }

    @Override
    public Optional<CommandDescription> find(NetFn netFn, int command, byte[] data) {
        return data.length < netFn.bodyLength() ? Optional.empty() : commands.describe(netFn, command, data);
    }

    @Override
    public List<CommandDescription> commands() {
        return commands.descriptions();
    }

    private CompletionStage<CommandResponse> attempt(CommandRequest request) {
        Command command = commands.find(request.netFn(), request.command(), request.data());
        if (command == null) {
            return gap.covers(request) ? gap.await(request, this::attempt) : unknown(request);
        }
        CompletionCode refusal = Permission.refusal(command.description(), request);
        if (refusal != null) {
            CommandLog.refused(command, request, refusal);
            return CommandResponse.error(refusal).now();
        }
        return command.handler().isForeign()
                ? foreignCalls.run(command, () -> serve(command, request))
                : serve(command, request);
    }

    private CompletionStage<CommandResponse> serve(Command command, CommandRequest request) {
        CommandHandler handler;
        try {
            handler = command.handler().get();
        } catch (IllegalStateException e) {
            return CompletableFuture.failedStage(e);
        }
        return handler == null ? withoutHandler(request) : execution.run(command, handler, request);
    }

    /** The handler went away this moment, or cannot start. */
    private CompletionStage<CommandResponse> withoutHandler(CommandRequest request) {
        return gap.covers(request) ? gap.await(request, this::attempt) : unknown(request);
    }

    static CompletionStage<CommandResponse> unknown(CommandRequest request) {
        CommandLog.unknown(request);
        return CommandResponse.error(CompletionCode.INVALID_COMMAND).now();
    }

    private static CommandResponse withBody(byte[] body, CommandResponse response) {
        byte[] data = Arrays.copyOf(body, body.length + response.data().length);
        System.arraycopy(response.data(), 0, data, body.length, response.data().length);
        return new CommandResponse(response.code(), data, response.underWay());
    }
}
