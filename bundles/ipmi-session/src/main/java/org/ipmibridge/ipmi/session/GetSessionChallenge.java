package org.ipmibridge.ipmi.session;

import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.ChannelAccess;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.session.SessionClaim;
import org.ipmibridge.ipmi.api.session.SessionOffer;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Session Challenge (IPMI v2.0, section 22.16), with which an IPMI v1.5 log-in begins. */
@Component(service = CommandHandler.class)
@IpmiCommand(
        netFn = 0x06,
        command = 0x39,
        name = "Get Session Challenge",
        privilege = PrivilegeLevel.CALLBACK,
        sessionless = true)
public final class GetSessionChallenge implements CommandHandler {
    private static final CompletionCode INVALID_USER_NAME = new CompletionCode(0x81);
    private static final CompletionCode NULL_USER_NAME_NOT_ENABLED = new CompletionCode(0x82);

    private static final int NAME_LENGTH = 16;
    private static final int CHALLENGE_LENGTH = 16;
    /** IPMI v1.5 has no room for longer passwords, so users who have one cannot log in with it. */
    private static final int MAX_PASSWORD = 16;

    private final SessionManager sessions;
    private final Settings settings;
    private final UserDirectory users;
    private final SecureRandom random = new SecureRandom();

    @Activate
    public GetSessionChallenge(
            @Reference SessionManager sessions, @Reference Settings settings, @Reference UserDirectory users) {
        this.sessions = sessions;
        this.settings = settings;
        this.users = users;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        AuthenticationType type = AuthenticationType.of(reader.uint8() & 0x0F)
                .filter(settings.current().authenticationTypes()::contains)
                .orElseThrow(() -> new CommandException(CompletionCode.INVALID_DATA_FIELD));
        byte[] name = reader.bytes(NAME_LENGTH);
        reader.expectEnd();
        ChannelAccess access = ChannelAccess.inForce(request.bmc().settings());
        User user = find(request, name);
        PrivilegeLevel limit = user.privilegeLimit().orElseThrow().limitedTo(access.privilegeLimit());
        SessionOffer offer = new SessionOffer(type, Optional.empty(), 0, limit);
        SessionState state = Optional.of(access.mode())
                .filter(mode -> mode != ChannelAccess.DISABLED)
                .flatMap(mode -> sessions.open(request.bmc().name(), offer, request.peer()))
                .orElseThrow(() -> new CommandException(CompletionCode.NODE_BUSY));
        byte[] challenge = new byte[CHALLENGE_LENGTH];
        random.nextBytes(challenge);
        state.claim(new SessionClaim(
                user.id(), name, limit, user.password().padded(MAX_PASSWORD), new byte[0], challenge, new byte[0], 0));
        byte[] answer = new WireWriter(4 + CHALLENGE_LENGTH)
                .int32(state.id())
                .bytes(challenge)
                .toBytes();
        return CommandResponse.ok(answer).now();
    }

    private User find(CommandRequest request, byte[] received) {
        String name = SessionClaim.nameOf(received);
        return users.find(request.bmc().name(), name)
                .filter(user -> user.password().length() <= MAX_PASSWORD)
                .orElseThrow(() -> {
                    sessions.refused(request, name, "no such user in IPMI v1.5");
                    return new CommandException(name.isEmpty() ? NULL_USER_NAME_NOT_ENABLED : INVALID_USER_NAME);
                });
    }
}
