package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import java.util.function.IntPredicate;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Component;

/** Set ACPI Power State (IPMI v2.0, section 20.6): software tells the BMC; nothing happens to the machine. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x06,
        name = "Set ACPI Power State",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetAcpiPowerState implements CommandHandler {
    private static final int SET = 0x80;
    private static final int STATE = 0x7F;
    private static final int NO_CHANGE = 0x7F;

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int system = reader.uint8();
        int device = reader.uint8();
        reader.expectEnd();
        BmcSettings settings = request.bmc().settings();
        AcpiPowerState old = AcpiPowerState.told(settings);
        new AcpiPowerState(
                        changed(system, old.system(), AcpiPowerState::isSystemState),
                        changed(device, old.device(), AcpiPowerState::isDeviceState))
                .putInForce(settings);
        return CommandResponse.ok().now();
    }

    private static int changed(int value, int old, IntPredicate exists) {
        int state = value & STATE;
        if ((value & SET) == 0 || state == NO_CHANGE) {
            return old;
        }
        if (!exists.test(state)) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD);
        }
        return state;
    }
}
