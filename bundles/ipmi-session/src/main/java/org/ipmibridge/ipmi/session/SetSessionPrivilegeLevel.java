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

/** Set Session Privilege Level (IPMI v2.0, section 22.18): a session begins as User and is raised by this. */
@Component(service = CommandHandler.class)
@IpmiCommand(netFn = 0x06, command = 0x3B, name = "Set Session Privilege Level", privilege = PrivilegeLevel.CALLBACK)
public final class SetSessionPrivilegeLevel implements CommandHandler {
    private static final CompletionCode EXCEEDS_LIMIT = new CompletionCode(0x81);
    private static final int PRESENT_LEVEL = 0;

    private final SessionManager sessions;

    @Activate
    public SetSessionPrivilegeLevel(@Reference SessionManager sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int wanted = reader.uint8() & 0x0F;
        reader.expectEnd();
        SessionState state = sessions.require(request);
        if (wanted != PRESENT_LEVEL) {
            // Callback cannot be asked for: section 22.18 reserves it.
            PrivilegeLevel level = PrivilegeLevel.of(wanted)
                    .filter(known -> known != PrivilegeLevel.CALLBACK)
                    .orElseThrow(() -> new CommandException(CompletionCode.INVALID_DATA_FIELD));
            if (!state.privilegeLimit().includes(level)) {
                throw new CommandException(EXCEEDS_LIMIT);
            }
            state.setPrivilege(level);
        }
        return CommandResponse.of(state.privilege().code()).now();
    }
}
