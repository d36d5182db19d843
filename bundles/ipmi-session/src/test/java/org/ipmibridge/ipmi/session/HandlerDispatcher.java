package org.ipmibridge.ipmi.session;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** Runs handlers that the test gives it, without privileges and deadlines. */
final class HandlerDispatcher implements CommandDispatcher {
    private final Map<Integer, CommandHandler> handlers = new ConcurrentHashMap<>();
    private final Map<Integer, CommandDescription> descriptions = new ConcurrentHashMap<>();

    HandlerDispatcher with(
            NetFn netFn, int command, boolean sessionless, boolean changesState, CommandHandler handler) {
        int key = key(netFn, command);
        handlers.put(key, handler);
        descriptions.put(
                key,
                new CommandDescription(
                        netFn, IpmiCommand.NO_BODY, command, "", PrivilegeLevel.USER, sessionless, changesState));
        return this;
    }

    @Override
    public CompletionStage<CommandResponse> dispatch(CommandRequest request) {
        CommandHandler handler = handlers.get(key(request.netFn(), request.command()));
        if (handler == null) {
            return CommandResponse.error(CompletionCode.INVALID_COMMAND).now();
        }
        try {
            return handler.handle(request);
        } catch (CommandException e) {
            return CommandResponse.error(e.code()).now();
        } catch (MalformedPacketException e) {
            return CommandResponse.error(CompletionCode.REQUEST_DATA_LENGTH_INVALID)
                    .now();
        }
    }

    @Override
    public Optional<CommandDescription> find(NetFn netFn, int command, byte[] data) {
        return Optional.ofNullable(descriptions.get(key(netFn, command)));
    }

    @Override
    public List<CommandDescription> commands() {
        return List.copyOf(descriptions.values());
    }

    private static int key(NetFn netFn, int command) {
        return netFn.code() << 8 | command;
    }
}
