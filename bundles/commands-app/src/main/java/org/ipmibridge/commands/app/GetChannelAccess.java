package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Component;

/** Get Channel Access (IPMI v2.0, section 22.23): the settings in force, or the stored ones. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x41, name = "Get Channel Access")
public final class GetChannelAccess implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        int which = reader.uint8() >> 6;
        reader.expectEnd();
        ChannelAccess access = access(which, request.bmc().settings());
        return CommandResponse.of(
                        ChannelAccessBits.of(access), access.privilegeLimit().code())
                .now();
    }

    private static ChannelAccess access(int which, BmcSettings settings) {
        return switch (which) {
            case ChannelAccessChange.STORED -> ChannelAccess.stored(settings);
            case ChannelAccessChange.IN_FORCE -> ChannelAccess.inForce(settings);
            default -> throw new CommandException(CompletionCode.INVALID_DATA_FIELD);
        };
    }
}
