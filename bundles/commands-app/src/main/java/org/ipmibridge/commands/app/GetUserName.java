package org.ipmibridge.commands.app;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get User Name (IPMI v2.0, section 22.29). */
@Component
@IpmiCommand(netFn = 0x06, command = 0x46, name = "Get User Name", privilege = PrivilegeLevel.OPERATOR)
public final class GetUserName implements CommandHandler {
    private final UserDirectory users;

    @Activate
    public GetUserName(@Reference UserDirectory users) {
        this.users = users;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int id = UserIds.read(reader);
        reader.expectEnd();
        byte[] name = users.user(request.bmc().name(), id).name().getBytes(StandardCharsets.ISO_8859_1);
        return CommandResponse.ok(Arrays.copyOf(name, SetUserName.LENGTH)).now();
    }
}
