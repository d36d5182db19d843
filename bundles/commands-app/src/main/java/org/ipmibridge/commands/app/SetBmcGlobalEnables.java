package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Component;

/** Set BMC Global Enables (IPMI v2.0, section 22.1). What does not exist cannot be enabled: CCh. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x2E,
        name = "Set BMC Global Enables",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetBmcGlobalEnables implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int bits = reader.uint8();
        reader.expectEnd();
        if ((bits & ~GlobalEnables.EVENT_LOGGING) != 0) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "only event logging can be enabled");
        }
        new GlobalEnables(bits != 0).putInForce(request.bmc().settings());
        return CommandResponse.ok().now();
    }
}
