package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Component;

/** Get Chassis Capabilities (IPMI v2.0, section 28.1). */
@Component
@IpmiCommand(netFn = 0x00, command = 0x00, name = "Get Chassis Capabilities")
public final class GetChassisCapabilities implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        Requests.expectEmpty(request);
        return CommandResponse.ok(new ChassisSettings(request.bmc()).capabilities())
                .now();
    }
}
