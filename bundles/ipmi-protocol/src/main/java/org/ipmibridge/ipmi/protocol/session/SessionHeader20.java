package org.ipmibridge.ipmi.protocol.session;

import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;

/**
 * The IPMI v2.0 (RMCP+) session header without OEM fields (IPMI v2.0, section 13.6).
 *
 * @param payloadType one of {@link PayloadType}. 6 bits
 * @param encrypted whether the payload is encrypted. 1 bit
 * @param authenticated whether a session trailer with an integrity code follows. 1 bit
 * @param sessionId the receiver's session ID, 0 outside a session. 4 bytes
 * @param sequence the session sequence number, 0 outside a session. 4 bytes
 * @param length the length of the payload as sent. 2 bytes
 */
public record SessionHeader20(
        int payloadType, boolean encrypted, boolean authenticated, int sessionId, int sequence, int length) {
    /** The length of the header in bytes. */
    public static final int LENGTH = 12;
    /** The Next Header byte of the session trailer. */
    public static final int NEXT_HEADER = 0x07;

    private static final int ENCRYPTED = 0x80;
    private static final int AUTHENTICATED = 0x40;

    /** The header of a payload outside any session. */
    public static SessionHeader20 sessionless(int payloadType, int length) {
        return new SessionHeader20(payloadType, false, false, 0, 0, length);
    }

    /**
     * Reads a header and leaves the reader at the payload, of which it makes sure that it is there.
     *
     * @throws MalformedPacketException if it is too short, has OEM fields, or is not an IPMI v2.0 header
     */
    public static SessionHeader20 decode(WireReader reader) {
        if ((reader.uint8() & 0x0F) != AuthenticationType.RMCP_PLUS.code()) {
            throw new MalformedPacketException("not an RMCP+ header");
        }
        int type = reader.uint8();
        if ((type & 0x3F) == PayloadType.OEM_EXPLICIT) {
            throw new MalformedPacketException("OEM payload");
        }
        int sessionId = reader.int32();
        int sequence = reader.int32();
        int length = reader.uint16();
        if (length > reader.remaining()) {
            throw new MalformedPacketException("payload of " + length + " bytes, " + reader.remaining() + " there");
        }
        return new SessionHeader20(
                type & 0x3F, (type & ENCRYPTED) != 0, (type & AUTHENTICATED) != 0, sessionId, sequence, length);
    }

    public void encode(WireWriter writer) {
        writer.uint8(AuthenticationType.RMCP_PLUS.code())
                .uint8(payloadType | (encrypted ? ENCRYPTED : 0) | (authenticated ? AUTHENTICATED : 0))
                .int32(sessionId)
                .int32(sequence)
                .uint16(length);
    }
}
