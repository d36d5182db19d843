package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Channel Payload Support (IPMI v2.0, section 24.8). */
@Component
@IpmiCommand(netFn = 0x06, command = 0x4E, name = "Get Channel Payload Support")
public final class GetChannelPayloadSupport implements CommandHandler {
    private static final int LENGTH = 8;
    private static final int STANDARD = 0x00;
    private static final int SESSION_SETUP = 0x10;
    private static final int OEM = 0x20;

    private final Payloads payloads;

    @Activate
    public GetChannelPayloadSupport(@Reference Payloads payloads) {
        this.payloads = payloads;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        reader.expectEnd();
        byte[] data = new WireWriter(LENGTH)
                .uint16(payloads.bits(STANDARD))
                .uint16(payloads.bits(SESSION_SETUP))
                .uint16(payloads.bits(OEM))
                .zeros(2)
                .toBytes();
        return CommandResponse.ok(data).now();
    }
}
