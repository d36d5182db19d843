package org.ipmibridge.ipmi.session;

import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Get Channel Authentication Capabilities (IPMI v2.0, section 22.13), by which clients choose how to log in. Its status bits have to be true:
 * FreeIPMI refuses a user name or a K_G by itself where they say that there is none.
 */
@Component(service = CommandHandler.class)
@IpmiCommand(
        netFn = 0x06,
        command = 0x38,
        name = "Get Channel Authentication Capabilities",
        privilege = PrivilegeLevel.CALLBACK,
        sessionless = true)
public final class GetChannelAuthenticationCapabilities implements CommandHandler {
    private static final int EXTENDED = 0x80;
    private static final int ANONYMOUS_LOGIN = 0x01;
    private static final int NULL_USER = 0x02;
    private static final int NAMED_USERS = 0x04;
    private static final int KG_SET = 0x20;

    private final Settings settings;
    private final UserDirectory users;

    @Activate
    public GetChannelAuthenticationCapabilities(@Reference Settings settings, @Reference UserDirectory users) {
        this.settings = settings;
        this.users = users;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int first = Channels.read(reader);
        if (PrivilegeLevel.of(reader.uint8() & 0x0F).isEmpty()) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD);
        }
        reader.expectEnd();
        SessionSettings current = settings.current();
        boolean extended = (first & EXTENDED) != 0;
        int types = current.authenticationTypes().stream()
                .mapToInt(AuthenticationType::bit)
                .sum();
        int versions = (current.cipherSuites().isEmpty() ? 0 : 2) | (current.allowsV15() ? 1 : 0);
        return CommandResponse.of(
                        Bmc.LAN_CHANNEL,
                        types | (extended ? EXTENDED : 0),
                        status(request.bmc()),
                        extended ? versions : 0,
                        0,
                        0,
                        0,
                        0)
                .now();
    }

    private int status(Bmc bmc) {
        List<User> allowed =
                users.users(bmc.name()).stream().filter(User::mayLogIn).toList();
        int status = bmc.kg().isPresent() ? KG_SET : 0;
        for (User user : allowed) {
            if (!user.name().isEmpty()) {
                status |= NAMED_USERS;
            } else {
                status |= user.password().length() == 0 ? ANONYMOUS_LOGIN : NULL_USER;
            }
        }
        return status;
    }
}
