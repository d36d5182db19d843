package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Component;

/** Get Device GUID (IPMI v2.0, section 20.8): a virtual BMC and its system are one, so it is the system's. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x08, name = "Get Device GUID")
public final class GetDeviceGuid implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        return CommandResponse.ok(request.bmc().guid()).now();
    }
}
