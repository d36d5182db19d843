package org.ipmibridge.commands.app;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.osgi.service.component.annotations.Component;

/** Set System Info Parameters (IPMI v2.0, section 22.14a). Writes take effect at once; there is no roll-back to commit. */
@Component
@IpmiCommand(
        netFn = 0x06,
        command = 0x58,
        name = "Set System Info Parameters",
        privilege = PrivilegeLevel.ADMINISTRATOR,
        changesState = true)
public final class SetSystemInfoParameters implements CommandHandler {
    static final CompletionCode PARAMETER_NOT_SUPPORTED = new CompletionCode(0x80);
    private static final CompletionCode ALREADY_IN_PROGRESS = new CompletionCode(0x81);

    private static final int SET_IN_PROGRESS = 0;
    private static final int COMPLETE = 0;
    private static final int IN_PROGRESS = 1;

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        BmcSettings settings = request.bmc().settings();
        int selector = reader.uint8();
        return selector == SET_IN_PROGRESS
                ? setInProgress(settings, reader)
                : setString(settings, requireParameter(selector), reader);
    }

    /** @throws CommandException with 80h if there is no such parameter */
    static SystemInfoParameter requireParameter(int selector) {
        return SystemInfoParameter.of(selector)
                .orElseThrow(() -> new CommandException(PARAMETER_NOT_SUPPORTED, "parameter " + selector));
    }

    /** @throws CommandException with C9h if no string has such a block */
    static int requireBlock(int number) {
        if (number >= SystemInfoString.BLOCKS) {
            throw new CommandException(CompletionCode.PARAMETER_OUT_OF_RANGE, "set selector " + number);
        }
        return number;
    }

    private synchronized CompletionStage<CommandResponse> setInProgress(BmcSettings settings, WireReader reader) {
        int state = reader.uint8() & 0x03;
        reader.expectEnd();
        if (state != COMPLETE && state != IN_PROGRESS) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "there is nothing to commit");
        }
        if (state == IN_PROGRESS && SystemInfoParameter.isSetInProgress(settings)) {
            throw new CommandException(ALREADY_IN_PROGRESS, "somebody else is setting parameters");
        }
        SystemInfoParameter.setInProgress(settings, state == IN_PROGRESS);
        return CommandResponse.ok().now();
    }

    private synchronized CompletionStage<CommandResponse> setString(
            BmcSettings settings, SystemInfoParameter parameter, WireReader reader) {
        int number = requireBlock(reader.uint8());
        int length = Math.min(Math.max(reader.remaining(), 1), SystemInfoString.BLOCK);
        byte[] block = reader.bytes(length);
        reader.expectEnd();
        if (number == 0 && !SystemInfoString.isEncoding(block[0])) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "encoding " + block[0]);
        }
        SystemInfoString old = parameter.get(settings).orElse(SystemInfoString.EMPTY);
        return parameter.put(settings, old.withBlock(number, block)).thenApply(stored -> CommandResponse.ok());
    }
}
