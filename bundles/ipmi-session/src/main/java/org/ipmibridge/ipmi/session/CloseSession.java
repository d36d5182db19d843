package org.ipmibridge.ipmi.session;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Close Session (IPMI v2.0, section 22.19). A session closes itself; an administrator's closes any, by ID or by handle. */
@Component(service = CommandHandler.class)
@IpmiCommand(netFn = 0x06, command = 0x3C, name = "Close Session", privilege = PrivilegeLevel.CALLBACK)
public final class CloseSession implements CommandHandler {
    private static final CompletionCode INVALID_SESSION_ID = new CompletionCode(0x87);
    private static final CompletionCode INVALID_SESSION_HANDLE = new CompletionCode(0x88);

    private final SessionManager sessions;

    @Activate
    public CloseSession(@Reference SessionManager sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int id = reader.int32();
        SessionState target = id == 0
                ? active(sessions.at(request.bmc().name(), reader.uint8()), INVALID_SESSION_HANDLE)
                : active(sessions.find(request.bmc().name(), id), INVALID_SESSION_ID);
        reader.expectEnd();
        SessionState own = sessions.require(request);
        if (target != own && !own.privilege().includes(PrivilegeLevel.ADMINISTRATOR)) {
            throw new CommandException(CompletionCode.INSUFFICIENT_PRIVILEGE);
        }
        sessions.close(target, target == own ? "closed by the client" : "closed by " + own);
        return CommandResponse.ok().now();
    }

    private static SessionState active(SessionState state, CompletionCode otherwise) {
        if (state == null || !state.isActive()) {
            throw new CommandException(otherwise);
        }
        return state;
    }
}
