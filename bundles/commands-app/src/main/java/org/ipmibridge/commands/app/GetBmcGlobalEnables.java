package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Component;

/** Get BMC Global Enables (IPMI v2.0, section 22.2). */
@Component
@IpmiCommand(netFn = 0x06, command = 0x2F, name = "Get BMC Global Enables")
public final class GetBmcGlobalEnables implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        return CommandResponse.of(
                        GlobalEnables.inForce(request.bmc().settings()).bits())
                .now();
    }
}
