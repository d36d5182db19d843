package org.ipmibridge.ipmi.session;

import java.security.MessageDigest;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.session.ReceiveWindow;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Activate Session (IPMI v2.0, section 22.17), with which an IPMI v1.5 log-in ends. The packet's AuthCode has proved the password before
 * it comes here.
 */
@Component(service = CommandHandler.class)
@IpmiCommand(
        netFn = 0x06,
        command = V15Packets.ACTIVATE_SESSION,
        name = "Activate Session",
        privilege = PrivilegeLevel.CALLBACK)
public final class ActivateSession implements CommandHandler {
    private static final CompletionCode NO_SLOT_FOR_USER = new CompletionCode(0x82);
    private static final CompletionCode SEQUENCE_NUMBER_OUT_OF_RANGE = new CompletionCode(0x84);
    private static final CompletionCode INVALID_SESSION_ID = new CompletionCode(0x85);
    private static final CompletionCode PRIVILEGE_EXCEEDS_LIMIT = new CompletionCode(0x86);

    private static final int CHALLENGE_LENGTH = 16;
    /** How far sequence numbers may run ahead or be late (section 6.12.10). */
    private static final int WINDOW = 8;

    private final SessionManager sessions;
    private final UserDirectory users;

    @Activate
    public ActivateSession(@Reference SessionManager sessions, @Reference UserDirectory users) {
        this.sessions = sessions;
        this.users = users;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int type = reader.uint8() & 0x0F;
        int privilege = reader.uint8() & 0x0F;
        byte[] challenge = reader.bytes(CHALLENGE_LENGTH);
        int firstSent = reader.int32();
        reader.expectEnd();
        SessionState state = opening(request);
        state.sendFrom(firstSent);
        if (type != state.offer().authenticationType().code()
                || !MessageDigest.isEqual(challenge, state.claim().bmcRandom())) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD);
        }
        if (firstSent == 0) {
            throw new CommandException(SEQUENCE_NUMBER_OUT_OF_RANGE);
        }
        PrivilegeLevel limit =
                PrivilegeLevel.of(privilege).orElseThrow(() -> new CommandException(CompletionCode.INVALID_DATA_FIELD));
        if (!state.offer().privilegeLimit().includes(limit)) {
            throw new CommandException(PRIVILEGE_EXCEEDS_LIMIT);
        }
        int firstReceived = firstReceived(challenge);
        ReceiveWindow window = new ReceiveWindow(firstReceived - 1, WINDOW, WINDOW);
        if (!sessions.activate(state, state.claim().limitedTo(limit), null, window, sessionLimit(state))) {
            throw new CommandException(NO_SLOT_FOR_USER);
        }
        byte[] answer = new WireWriter(10)
                .uint8(type)
                .int32(state.id())
                .int32(firstReceived)
                .uint8(limit.code())
                .toBytes();
        return CommandResponse.ok(answer).now();
    }

    private int sessionLimit(SessionState state) {
        return users.user(state.bmc(), state.userId()).sessionLimit();
    }

    /**
     * The first sequence number to accept. As random as the challenge, and the same when the request comes again: its sender may have had
     * our answer to the first one meanwhile.
     */
    private static int firstReceived(byte[] challenge) {
        return new WireReader(challenge).int32() & Integer.MAX_VALUE | 1;
    }

    private SessionState opening(CommandRequest request) {
        SessionState state = request.session()
                .map(session -> sessions.find(session.bmc(), session.id()))
                .orElse(null);
        if (state == null || state.rmcpPlus() || state.isInUse()) {
            throw new CommandException(INVALID_SESSION_ID);
        }
        return state;
    }
}
