package org.ipmibridge.ipmi.protocol.rmcp;

import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;

/**
 * The four bytes that begin each RMCP datagram (ASF 2.0, section 3.2.2.2).
 *
 * @param sequence the RMCP sequence number, {@link #NO_ACK} when the sender wants no RMCP ACK. 1 byte
 * @param ack whether this is an RMCP ACK, which is a header and nothing else. 1 bit
 * @param messageClass {@link #CLASS_ASF}, {@link #CLASS_IPMI} or another. 5 bits
 */
public record RmcpHeader(int sequence, boolean ack, int messageClass) {
    /** The length of the header in bytes. */
    public static final int LENGTH = 4;
    /** The only RMCP version. */
    public static final int VERSION = 6;
    /** The sequence number of a message that is not to be acknowledged; all IPMI messages have it. */
    public static final int NO_ACK = 0xFF;

    public static final int CLASS_ASF = 6;
    public static final int CLASS_IPMI = 7;

    /** The header of every IPMI message, which is never acknowledged (IPMI v2.0, section 13.1.3). */
    public static final RmcpHeader IPMI = new RmcpHeader(NO_ACK, false, CLASS_IPMI);

    /**
     * Reads a header and leaves the reader at the message.
     *
     * @throws MalformedPacketException if it is too short or of another version
     */
    public static RmcpHeader decode(WireReader reader) {
        int version = reader.uint8();
        if (version != VERSION) {
            throw new MalformedPacketException("RMCP version " + version);
        }
        reader.skip(1);
        int sequence = reader.uint8();
        int messageClass = reader.uint8();
        return new RmcpHeader(sequence, (messageClass & 0x80) != 0, messageClass & 0x1F);
    }

    /** The acknowledgement of the message that has this header (ASF 2.0, section 3.2.2.3). */
    public RmcpHeader acknowledgement() {
        return new RmcpHeader(sequence, true, messageClass);
    }

    /** Whether the sender of the message that has this header wants an acknowledgement. */
    public boolean wantsAck() {
        return !ack && sequence != NO_ACK;
    }

    public void encode(WireWriter writer) {
        writer.uint8(VERSION).uint8(0).uint8(sequence).uint8((ack ? 0x80 : 0) | messageClass);
    }
}
