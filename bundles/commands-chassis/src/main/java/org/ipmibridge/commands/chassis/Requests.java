package org.ipmibridge.commands.chassis;

import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.WireReader;

/** Checks that many requests have in common. */
final class Requests {
    private Requests() {}

    /** Refuses data where there is to be none. */
    static void expectEmpty(CommandRequest request) {
        request.reader().expectEnd();
    }

    /** The only byte of the data. */
    static int onlyByte(CommandRequest request) {
        WireReader reader = request.reader();
        int value = reader.uint8();
        reader.expectEnd();
        return value;
    }

    /** Refuses, with CCh, bits that are reserved. */
    static int withoutReserved(int value, int reserved) {
        if ((value & reserved) != 0) {
            throw invalid(String.format("%02Xh has reserved bits of %02Xh set", value, reserved));
        }
        return value;
    }

    static CommandException invalid(String reason) {
        return new CommandException(CompletionCode.INVALID_DATA_FIELD, reason);
    }
}
