package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Command Enables (IPMI v2.0, section 21.8): a bit for each of 128 commands; every command that is there is enabled. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x61, name = "Get Command Enables")
public final class GetCommandEnables implements CommandHandler {
    private final ImplementedCommands commands;

    @Activate
    public GetCommandEnables(@Reference ImplementedCommands commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        return CommandResponse.ok(CommandMask.of(CommandQuery.read(request.reader()), commands))
                .now();
    }
}
