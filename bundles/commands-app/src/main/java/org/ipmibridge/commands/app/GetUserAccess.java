package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get User Access (IPMI v2.0, section 22.27). */
@Component
@IpmiCommand(netFn = 0x06, command = 0x44, name = "Get User Access", privilege = PrivilegeLevel.OPERATOR)
public final class GetUserAccess implements CommandHandler {
    private static final int ENABLED = 1 << 6;
    private static final int DISABLED = 2 << 6;
    /** The null user. */
    private static final int FIXED_NAMES = 1;

    private final UserDirectory users;

    @Activate
    public GetUserAccess(@Reference UserDirectory users) {
        this.users = users;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        Channels.read(reader);
        int id = UserIds.read(reader);
        reader.expectEnd();
        String bmc = request.bmc().name();
        User user = users.user(bmc, id);
        int enabled = (int) users.users(bmc).stream().filter(User::enabled).count();
        return CommandResponse.of(
                        UserDirectory.CAPACITY,
                        (user.enabled() ? ENABLED : DISABLED) | enabled,
                        FIXED_NAMES,
                        UserAccessBits.of(user))
                .now();
    }
}
