package org.ipmibridge.ipmi.protocol.session;

import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;

/**
 * RAKP Message 1 (IPMI v2.0, section 13.20).
 *
 * @param tag matches the response with this message. 1 byte
 * @param bmcSessionId our session ID (SIDC). 4 bytes
 * @param consoleRandom the remote console's random number (RM), 16 bytes; not copied
 * @param role the requested maximum privilege level and the name-only bit, as received, as the codes cover it. 1 byte
 * @param userName the user name (UNameM) without padding; not copied
 */
public record Rakp1(int tag, int bmcSessionId, byte[] consoleRandom, int role, byte[] userName) {
    /** The longest user name. */
    public static final int MAX_NAME = 16;

    private static final int NAME_ONLY = 0x10;
    private static final int FIXED_LENGTH = 28;

    /**
     * Reads a message, with a user name of any length that one byte can tell, so that too long a name can be answered.
     *
     * @throws MalformedPacketException if it is too short or too long
     */
    public static Rakp1 decode(WireReader reader) {
        int tag = reader.uint8();
        reader.skip(3);
        int bmcSessionId = reader.int32();
        byte[] consoleRandom = reader.bytes(16);
        int role = reader.uint8();
        reader.skip(2);
        byte[] userName = reader.bytes(reader.uint8());
        reader.expectEnd();
        return new Rakp1(tag, bmcSessionId, consoleRandom, role, userName);
    }

    /** The requested maximum privilege level, 0 to Fh. */
    public int privilege() {
        return role & 0x0F;
    }

    /** Whether the user is to be found by name alone and not by name and privilege together. */
    public boolean nameOnly() {
        return (role & NAME_ONLY) != 0;
    }

    public byte[] encode() {
        return new WireWriter(FIXED_LENGTH + userName.length)
                .uint8(tag)
                .zeros(3)
                .int32(bmcSessionId)
                .bytes(consoleRandom)
                .uint8(role)
                .zeros(2)
                .uint8(userName.length)
                .bytes(userName)
                .toBytes();
    }
}
