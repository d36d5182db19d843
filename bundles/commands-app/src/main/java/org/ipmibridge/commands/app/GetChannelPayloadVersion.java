package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Channel Payload Version (IPMI v2.0, section 24.9). */
@Component
@IpmiCommand(netFn = 0x06, command = 0x4F, name = "Get Channel Payload Version")
public final class GetChannelPayloadVersion implements CommandHandler {
    private static final CompletionCode PAYLOAD_NOT_AVAILABLE = new CompletionCode(0x80);
    private static final int VERSION_1_0 = 0x10;

    private final Payloads payloads;

    @Activate
    public GetChannelPayloadVersion(@Reference Payloads payloads) {
        this.payloads = payloads;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        int payloadType = reader.uint8();
        reader.expectEnd();
        if (!payloads.has(payloadType)) {
            throw new CommandException(PAYLOAD_NOT_AVAILABLE, "payload type " + payloadType);
        }
        return CommandResponse.of(VERSION_1_0).now();
    }
}
