package org.ipmibridge.ipmi.protocol.rmcp;

import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;

/**
 * An ASF message, which follows the RMCP header of class {@link RmcpHeader#CLASS_ASF} (ASF 2.0, section 3.2.4).
 *
 * @param iana the enterprise that defines the type, {@link #ASF_IANA} for ASF itself. 4 bytes, most significant first
 * @param type {@link #PRESENCE_PING}, {@link #PRESENCE_PONG} or another. 1 byte
 * @param tag matches a pong with its ping. 1 byte
 * @param data what the type says, up to 255 bytes; not copied, and not to be changed
 */
public record AsfMessage(int iana, int type, int tag, byte[] data) {
    /** The IANA enterprise number of ASF. */
    public static final int ASF_IANA = 4542;

    public static final int PRESENCE_PING = 0x80;
    public static final int PRESENCE_PONG = 0x40;

    /** Supported Entities of a pong: IPMI, and ASF version 1.0 (IPMI v2.0, section 13.2.4). */
    private static final int IPMI_AND_ASF_1 = 0x81;

    /**
     * Reads a message; bytes after it are ignored, as some clients pad.
     *
     * @throws org.ipmibridge.ipmi.protocol.MalformedPacketException if it is too short
     */
    public static AsfMessage decode(WireReader reader) {
        int iana = reader.int32BigEndian();
        int type = reader.uint8();
        int tag = reader.uint8();
        reader.skip(1);
        return new AsfMessage(iana, type, tag, reader.bytes(reader.uint8()));
    }

    /** The answer of a BMC to the Presence Ping with this tag. */
    public static AsfMessage pong(int tag) {
        byte[] data = new WireWriter(16)
                .int32BigEndian(ASF_IANA)
                .int32(0)
                .uint8(IPMI_AND_ASF_1)
                .zeros(7)
                .toBytes();
        return new AsfMessage(ASF_IANA, PRESENCE_PONG, tag, data);
    }

    public boolean isPresencePing() {
        return iana == ASF_IANA && type == PRESENCE_PING;
    }

    public void encode(WireWriter writer) {
        writer.int32BigEndian(iana)
                .uint8(type)
                .uint8(tag)
                .uint8(0)
                .uint8(data.length)
                .bytes(data);
    }
}
