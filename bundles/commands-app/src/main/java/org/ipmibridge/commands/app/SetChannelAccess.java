package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Component;

/** Set Channel Access (IPMI v2.0, section 22.22): in the settings in force, in the stored ones, or in one part of each. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x40,
        name = "Set Channel Access",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetChannelAccess implements CommandHandler {
    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        return apply(ChannelAccessChange.read(reader), request.bmc().settings());
    }

    private synchronized CompletionStage<CommandResponse> apply(ChannelAccessChange change, BmcSettings settings) {
        if (change.concerns(ChannelAccessChange.IN_FORCE)) {
            change.apply(ChannelAccess.inForce(settings), ChannelAccessChange.IN_FORCE)
                    .putInForce(settings);
        }
        if (!change.concerns(ChannelAccessChange.STORED)) {
            return CommandResponse.ok().now();
        }
        return change.apply(ChannelAccess.stored(settings), ChannelAccessChange.STORED)
                .store(settings)
                .thenApply(stored -> CommandResponse.ok());
    }
}
