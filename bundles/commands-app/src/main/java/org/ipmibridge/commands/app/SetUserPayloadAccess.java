package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Set User Payload Access (IPMI v2.0, section 24.6): grants or takes away the payload types whose bits are set, if they exist. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x4C,
        name = "Set User Payload Access",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetUserPayloadAccess implements CommandHandler {
    private static final int GRANT = 0;
    private static final int TAKE = 1;

    private final Payloads payloads;

    @Activate
    public SetUserPayloadAccess(@Reference Payloads payloads) {
        this.payloads = payloads;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        int operationAndUser = reader.uint8();
        int id = UserIds.of(operationAndUser);
        int bits = reader.uint8();
        int others = reader.uint8() | reader.uint16();
        reader.expectEnd();
        if (others != 0 || (bits & ~payloads.activatable()) != 0) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "there is no such payload");
        }
        return change(request.bmc().settings(), id, operationAndUser >> 6, bits);
    }

    private synchronized CompletionStage<CommandResponse> change(
            BmcSettings settings, int id, int operation, int bits) {
        PayloadAccess old = PayloadAccess.of(settings, id);
        PayloadAccess changed =
                switch (operation) {
                    case GRANT -> old.granting(bits);
                    case TAKE -> old.taking(bits);
                    default -> throw new CommandException(CompletionCode.INVALID_DATA_FIELD);
                };
        return changed.store(settings, id).thenApply(stored -> CommandResponse.ok());
    }
}
