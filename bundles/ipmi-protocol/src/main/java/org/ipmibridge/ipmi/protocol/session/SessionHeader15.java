package org.ipmibridge.ipmi.protocol.session;

import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;

/**
 * The IPMI v1.5 session header (IPMI v2.0, section 13.6).
 *
 * @param authenticationType how the packet is authenticated. 4 bits
 * @param sequence the session sequence number, 0 outside a session. 4 bytes
 * @param sessionId the session ID, 0 outside a session. 4 bytes
 * @param authCode 16 bytes, none with {@link AuthenticationType#NONE}; not copied
 * @param length the length of the message that follows. 1 byte
 */
public record SessionHeader15(
        AuthenticationType authenticationType, int sequence, int sessionId, byte[] authCode, int length) {
    /** The length of an AuthCode in bytes. */
    public static final int AUTH_CODE_LENGTH = 16;

    private static final byte[] NO_AUTH_CODE = {};

    /** The header of a message outside any session. */
    public static SessionHeader15 sessionless(int length) {
        return new SessionHeader15(AuthenticationType.NONE, 0, 0, NO_AUTH_CODE, length);
    }

    /**
     * Reads a header and leaves the reader at the message, of which it makes sure that it is there.
     *
     * @throws MalformedPacketException if it is too short, of an unknown type, or not an IPMI v1.5 header
     */
    public static SessionHeader15 decode(WireReader reader) {
        int code = reader.uint8() & 0x0F;
        AuthenticationType type = AuthenticationType.of(code)
                .filter(known -> known != AuthenticationType.RMCP_PLUS)
                .orElseThrow(() -> new MalformedPacketException("authentication type " + code));
        int sequence = reader.int32();
        int sessionId = reader.int32();
        byte[] authCode = type == AuthenticationType.NONE ? NO_AUTH_CODE : reader.bytes(AUTH_CODE_LENGTH);
        int length = reader.uint8();
        if (length > reader.remaining()) {
            throw new MalformedPacketException("message of " + length + " bytes, " + reader.remaining() + " there");
        }
        return new SessionHeader15(type, sequence, sessionId, authCode, length);
    }

    public void encode(WireWriter writer) {
        writer.uint8(authenticationType.code())
                .int32(sequence)
                .int32(sessionId)
                .bytes(authCode)
                .uint8(length);
    }
}
