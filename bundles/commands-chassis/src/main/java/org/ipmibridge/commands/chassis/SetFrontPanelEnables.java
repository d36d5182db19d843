package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.Component;

/**
 * Set Front Panel Enables (IPMI v2.0, section 28.6). A virtual machine has no buttons; which are disabled is kept, and shown in Get
 * Chassis Status.
 */
@Component
@IpmiCommand(
        netFn = 0x00,
        command = 0x0A,
        name = "Set Front Panel Enables",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetFrontPanelEnables implements CommandHandler {
    private static final int RESERVED = 0xF0;

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        int disabled = Requests.withoutReserved(Requests.onlyByte(request), RESERVED);
        return Stored.answer(request, new ChassisSettings(request.bmc()).disabledButtons(disabled));
    }
}
