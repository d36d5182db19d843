package org.ipmibridge.ipmi.session;

import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/** Channel numbers in requests. */
final class Channels {
    /** The channel that the request came over. */
    private static final int PRESENT = 0x0E;

    private Channels() {}

    /** Refuses every channel but the one that there is. */
    static int require(int channel) {
        if (channel != PRESENT && channel != Bmc.LAN_CHANNEL) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "channel " + channel);
        }
        return Bmc.LAN_CHANNEL;
    }
}
