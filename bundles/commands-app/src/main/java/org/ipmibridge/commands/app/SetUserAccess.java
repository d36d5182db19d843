package org.ipmibridge.commands.app;

import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.Channels;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Set User Access (IPMI v2.0, section 22.26). Sessions that are open keep the privilege they have. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x43,
        name = "Set User Access",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetUserAccess implements CommandHandler {
    private static final int CHANGE_FLAGS = 0x80;
    private static final int SESSION_LIMIT = 0x0F;

    private final UserEditor editor;

    @Activate
    public SetUserAccess(@Reference UserEditor editor) {
        this.editor = editor;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int flags = Channels.read(reader);
        int id = UserIds.read(reader);
        Optional<PrivilegeLevel> limit = UserAccessBits.limit(reader.uint8());
        boolean hasSessionLimit = reader.remaining() > 0;
        int sessionLimit = hasSessionLimit ? reader.uint8() & SESSION_LIMIT : 0;
        reader.expectEnd();
        return editor.change(request.bmc(), id, old -> {
            User user = (flags & CHANGE_FLAGS) == 0 ? old : UserAccessBits.applyFlags(flags, old);
            return user.withPrivilegeLimit(limit).withSessionLimit(hasSessionLimit ? sessionLimit : old.sessionLimit());
        });
    }
}
