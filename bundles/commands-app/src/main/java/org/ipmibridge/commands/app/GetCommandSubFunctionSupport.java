package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Get Command Sub-function Support (IPMI v2.0, section 21.4). Nothing is taken out of a command that is there, and nothing is left of one
 * that is not.
 */
@Component
@IpmiCommand(netFn = 0x06, command = 0x0B, name = "Get Command Sub-function Support")
public final class GetCommandSubFunctionSupport implements CommandHandler {
    private static final int LENGTH = 7;
    private static final int IPMI = 0x00;
    private static final int VERSION_2_0 = 0x20;
    private static final int REVISION_1_1 = 0x11;
    private static final int ALL = 0;
    private static final int NONE = -1;

    private final ImplementedCommands commands;

    @Activate
    public GetCommandSubFunctionSupport(@Reference ImplementedCommands commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        CommandQuery query = CommandQuery.readWithCommand(request.reader());
        boolean there = commands.all().stream().anyMatch(query::matches);
        byte[] data = new WireWriter(LENGTH)
                .uint8(IPMI)
                .uint8(VERSION_2_0)
                .uint8(REVISION_1_1)
                .int32(there ? ALL : NONE)
                .toBytes();
        return CommandResponse.ok(data).now();
    }
}
