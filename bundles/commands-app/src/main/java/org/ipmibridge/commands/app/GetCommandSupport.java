package org.ipmibridge.commands.app;

import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Command Support (IPMI v2.0, section 21.3): a bit for each of 128 commands, which is 0 where the command is there. */
@Component
@IpmiCommand(netFn = 0x06, command = 0x0A, name = "Get Command Support")
public final class GetCommandSupport implements CommandHandler {
    private static final int LENGTH = 16;
    private static final int COMMANDS = 128;
    private static final byte NONE = (byte) 0xFF;

    private final ImplementedCommands commands;

    @Activate
    public GetCommandSupport(@Reference ImplementedCommands commands) {
        this.commands = commands;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        CommandQuery query = CommandQuery.read(request.reader());
        int first = query.firstCommand();
        byte[] mask = new byte[LENGTH];
        Arrays.fill(mask, NONE);
        for (CommandDescription command : commands.all()) {
            int index = command.command() - first;
            if (query.matches(command) && index >= 0 && index < COMMANDS) {
                mask[index / Byte.SIZE] &= (byte) ~(1 << index % Byte.SIZE);
            }
        }
        return CommandResponse.ok(mask).now();
    }
}
