package org.ipmibridge.ipmi.api.command;

import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.WireReader;

/** Channel numbers in requests (IPMI v2.0, section 6.3). There is one channel, the LAN that all requests come over. */
public final class Channels {
    /** Means the channel that the request came over. */
    private static final int THIS_CHANNEL = 0x0E;

    private static final int MASK = 0x0F;

    private Channels() {}

    /**
     * Reads a byte with a channel number in its low four bits.
     *
     * @return all eight bits
     * @throws CommandException with CCh if there is no such channel
     */
    public static int read(WireReader reader) {
        int value = reader.uint8();
        int channel = value & MASK;
        if (channel != Bmc.LAN_CHANNEL && channel != THIS_CHANNEL) {
            throw new CommandException(CompletionCode.INVALID_DATA_FIELD, "there is no channel " + channel);
        }
        return value;
    }
}
