package org.ipmibridge.commands.chassis;

import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * Chassis Identify (IPMI v2.0, section 28.5): for so many seconds, for 15 when none are given, or for ever when it is forced. A virtual
 * machine has no light; the state is seen in Get Chassis Status.
 */
@Component
@IpmiCommand(
        netFn = 0x00,
        command = 0x04,
        name = "Chassis Identify",
        privilege = PrivilegeLevel.OPERATOR,
        changesState = true)
public final class ChassisIdentify implements CommandHandler {
    private static final int DEFAULT_SECONDS = 15;
    private static final int FORCE = 0x01;
    private static final int RESERVED = 0xFE;

    private final Clock clock;

    /** Called by the framework. */
    @Activate
    public ChassisIdentify() {
        this(Clock.systemUTC());
    }

    ChassisIdentify(Clock clock) {
        this.clock = clock;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int seconds = reader.remaining() > 0 ? reader.uint8() : DEFAULT_SECONDS;
        int flags = reader.remaining() > 0 ? Requests.withoutReserved(reader.uint8(), RESERVED) : 0;
        reader.expectEnd();
        Instant end = (flags & FORCE) != 0 ? Instant.MAX : clock.instant().plusSeconds(seconds);
        new ChassisSettings(request.bmc()).identifyUntil(end);
        return CommandResponse.ok().now();
    }
}
