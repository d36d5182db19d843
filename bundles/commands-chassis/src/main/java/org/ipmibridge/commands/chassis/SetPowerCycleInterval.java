package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.osgi.service.component.annotations.Component;

/**
 * Set Power Cycle Interval (IPMI v2.0, section 28.9), in seconds. It is kept only: a virtual machine has no disks that must spin down, and
 * is powered on as soon as it is seen off.
 */
@Component
@IpmiCommand(
        netFn = 0x00,
        command = 0x0B,
        name = "Set Power Cycle Interval",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetPowerCycleInterval implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        int seconds = Requests.onlyByte(request);
        return Stored.answer(request, new ChassisSettings(request.bmc()).powerCycleInterval(seconds));
    }
}
