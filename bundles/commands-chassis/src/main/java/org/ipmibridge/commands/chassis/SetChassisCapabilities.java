package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Component;

/**
 * Set Chassis Capabilities (IPMI v2.0, section 28.7): flags, the addresses of the FRU, SDR, SEL and system management devices, and
 * optionally that of the bridge device. They are kept and given back; nothing else depends on them.
 */
@Component
@IpmiCommand(
        netFn = 0x00,
        command = 0x05,
        name = "Set Chassis Capabilities",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetChassisCapabilities implements CommandHandler {
    private static final int SHORT = 5;
    private static final int WITH_BRIDGE = 6;
    private static final int RESERVED_FLAGS = 0xF0;

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        byte[] capabilities = reader.bytes(reader.remaining() == WITH_BRIDGE ? WITH_BRIDGE : SHORT);
        reader.expectEnd();
        Requests.withoutReserved(capabilities[0], RESERVED_FLAGS);
        return Stored.answer(request, new ChassisSettings(request.bmc()).capabilities(capabilities));
    }
}
