package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Command Support (IPMI v2.0, section 21.3): a bit for each of 128 commands, which is 0 where the command is there. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x0A, name = "Get Command Support")
public final class GetCommandSupport implements CommandHandler {
    private final ImplementedCommands commands;

    @Activate
    public GetCommandSupport(@Reference ImplementedCommands commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        byte[] there = CommandMask.of(CommandQuery.read(request.reader()), commands);
        return CommandResponse.ok(CommandMask.inverted(there)).now();
    }
}
