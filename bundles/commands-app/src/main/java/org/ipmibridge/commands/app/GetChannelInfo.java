package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Get Channel Info (IPMI v2.0, section 22.24). There is the LAN channel and no other: a client that is told of an IPMB scans it, and a
 * virtual machine's BMC has no system interface.
 */
@Component
@IpmiCommand(netFn = 0x06, command = 0x42, name = "Get Channel Info")
public final class GetChannelInfo implements CommandHandler {
    private static final int LENGTH = 9;
    private static final int LAN_802_3 = 0x04;
    private static final int IPMB_PROTOCOL = 0x01;
    private static final int MULTI_SESSION = 0x80;
    private static final int MOST_SESSIONS = 0x3F;
    /** The IPMI forum's enterprise number, which stands for the specification's own protocols. */
    private static final int IPMI_FORUM = 7154;

    private final Sessions sessions;

    @Activate
    public GetChannelInfo(@Reference Sessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        reader.expectEnd();
        int active = sessions.active(request.bmc().name()).size();
        byte[] data = new WireWriter(LENGTH)
                .uint8(Bmc.LAN_CHANNEL)
                .uint8(LAN_802_3)
                .uint8(IPMB_PROTOCOL)
                .uint8(MULTI_SESSION | Math.min(active, MOST_SESSIONS))
                .uint24(IPMI_FORUM)
                .zeros(2) // auxiliary channel info
                .toBytes();
        return CommandResponse.ok(data).now();
    }
}
