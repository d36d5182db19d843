package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get NetFn Support (IPMI v2.0, section 21.2). All commands are on LUN 0. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x09, name = "Get NetFn Support")
public final class GetNetFnSupport implements CommandHandler {
    private static final int LENGTH = 17;
    private static final int LUN_0_WITHOUT_RESTRICTION = 0x01;

    private final ImplementedCommands commands;

    @Activate
    public GetNetFnSupport(@Reference ImplementedCommands commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        reader.expectEnd();
        byte[] data = new byte[LENGTH];
        data[0] = LUN_0_WITHOUT_RESTRICTION;
        for (CommandDescription command : commands.all()) {
            int pair = command.netFn().code() / 2;
            data[1 + pair / Byte.SIZE] |= (byte) (1 << pair % Byte.SIZE);
        }
        return CommandResponse.ok(data).now();
    }
}
