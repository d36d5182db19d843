package org.ipmibridge.commands.app;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Set User Name (IPMI v2.0, section 22.28). The null user's name is fixed: CCh. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x45,
        name = "Set User Name",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetUserName implements CommandHandler {
    /** Every name takes 16 bytes, the unused ones zero. */
    static final int LENGTH = 16;

    private final UserEditor editor;

    @Activate
    public SetUserName(@Reference UserEditor editor) {
        this.editor = editor;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int id = UserIds.read(reader);
        String padded = new String(reader.bytes(LENGTH), StandardCharsets.ISO_8859_1);
        reader.expectEnd();
        if (id == UserIds.NULL_USER) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "the null user's name is fixed");
        }
        int end = padded.indexOf('\0');
        String name = end < 0 ? padded : padded.substring(0, end);
        return editor.change(request.bmc(), id, user -> user.withName(name));
    }
}
