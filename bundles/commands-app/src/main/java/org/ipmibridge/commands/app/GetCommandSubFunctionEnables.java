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

/** Get Command Sub-function Enables (IPMI v2.0, section 21.10): a bit for each of 32; all of a command that is there are enabled. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x63, name = "Get Command Sub-function Enables")
public final class GetCommandSubFunctionEnables implements CommandHandler {
    private static final int LENGTH = 4;
    private static final int ALL = -1;
    private static final int NONE = 0;

    private final ImplementedCommands commands;

    @Activate
    public GetCommandSubFunctionEnables(@Reference ImplementedCommands commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        CommandQuery query = CommandQuery.readWithCommand(request.reader());
        boolean there = commands.all().stream().anyMatch(query::matches);
        return CommandResponse.ok(
                        new WireWriter(LENGTH).int32(there ? ALL : NONE).toBytes())
                .now();
    }
}
