package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Set User Password (IPMI v2.0, section 22.30): sets or tests a password of 16 or 20 bytes, enables or disables the user. Whoever
 * enables or disables may leave the password out, as the specification allows and pyghmi does.
 */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x47,
        name = "Set User Password",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetUserPassword implements CommandHandler {
    private static final CompletionCode WRONG_PASSWORD = new CompletionCode(0x80);
    private static final CompletionCode WRONG_SIZE = new CompletionCode(0x81);

    private static final int LONG_FORM = 0x80;
    private static final int SHORT_LENGTH = 16;

    private static final int DISABLE = 0;
    private static final int ENABLE = 1;
    private static final int SET = 2;

    private final UserDirectory users;
    private final UserEditor editor;

    @Activate
    public SetUserPassword(@Reference UserDirectory users, @Reference UserEditor editor) {
        this.users = users;
        this.editor = editor;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int first = reader.uint8();
        int length = (first & LONG_FORM) == 0 ? SHORT_LENGTH : Secret.MAX_LENGTH;
        int id = UserIds.of(first);
        int operation = reader.uint8() & 0x03;
        boolean switching = operation == DISABLE || operation == ENABLE;
        Secret password = Secret.ofPadded(reader.bytes(switching && reader.remaining() == 0 ? 0 : length));
        reader.expectEnd();
        return switch (operation) {
            case DISABLE -> editor.change(request.bmc(), id, user -> user.withEnabled(false));
            case ENABLE -> editor.change(request.bmc(), id, user -> user.withEnabled(true));
            case SET -> editor.change(request.bmc(), id, user -> user.withPassword(password));
            default ->
                test(users.user(request.bmc().name(), id).password(), password, length)
                        .now();
        };
    }

    private static CommandResponse test(Secret known, Secret tested, int length) {
        if (known.length() > length) {
            return CommandResponse.error(WRONG_SIZE);
        }
        return known.equals(tested) ? CommandResponse.ok() : CommandResponse.error(WRONG_PASSWORD);
    }
}
