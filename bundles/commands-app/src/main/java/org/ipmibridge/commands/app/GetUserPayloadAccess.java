package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get User Payload Access (IPMI v2.0, section 24.7). */
@Component
@IpmiCommand(netFn = 0x06, command = 0x4D, name = "Get User Payload Access", privilege = PrivilegeLevel.OPERATOR)
public final class GetUserPayloadAccess implements CommandHandler {
    private final Payloads payloads;

    @Activate
    public GetUserPayloadAccess(@Reference Payloads payloads) {
        this.payloads = payloads;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        int id = UserIds.read(reader);
        reader.expectEnd();
        int granted = PayloadAccess.of(request.bmc().settings(), id).grantedOf(payloads.activatable());
        return CommandResponse.of(granted, 0, 0, 0).now();
    }
}
