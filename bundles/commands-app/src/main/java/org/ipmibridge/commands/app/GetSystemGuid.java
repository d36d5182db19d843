package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.Component;

/** Get System GUID (IPMI v2.0, section 22.14), which anybody may ask before logging in. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x37,
        name = "Get System GUID",
        privilege = PrivilegeLevel.CALLBACK,
        sessionless = true)
public final class GetSystemGuid implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        request.reader().expectEnd();
        return CommandResponse.ok(request.bmc().guid()).now();
    }
}
