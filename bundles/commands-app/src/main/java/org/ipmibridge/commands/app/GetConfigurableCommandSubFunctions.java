package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Component;

/** Get Configurable Command Sub-functions (IPMI v2.0, section 21.6): a bit for each of 32; none can be switched off. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x0D, name = "Get Configurable Command Sub-functions")
public final class GetConfigurableCommandSubFunctions implements CommandHandler {
    private static final int LENGTH = 4;

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        CommandQuery.readWithCommand(request.reader());
        return CommandResponse.ok(new byte[LENGTH]).now();
    }
}
