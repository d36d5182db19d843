package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Component;

/** Get Configurable Commands (IPMI v2.0, section 21.5): a bit for each of 128 commands; no command can be switched off. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x0C, name = "Get Configurable Commands")
public final class GetConfigurableCommands implements CommandHandler {
    private static final int LENGTH = 16;

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        CommandQuery.read(request.reader()).firstCommand();
        return CommandResponse.ok(new byte[LENGTH]).now();
    }
}
