package org.ipmibridge.ipmi.protocol.session;

import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;

/**
 * RAKP Message 3 (IPMI v2.0, section 13.22).
 *
 * @param tag matches the response with this message. 1 byte
 * @param status the remote console's verdict, 0 for no errors. 1 byte
 * @param bmcSessionId our session ID (SIDC). 4 bytes
 * @param keyExchangeCode the Key Exchange Authentication Code, as long as the algorithm makes it; not copied
 */
public record Rakp3(int tag, int status, int bmcSessionId, byte[] keyExchangeCode) {
    /** The longest code of any algorithm in the specification. */
    private static final int MAX_CODE = 32;

    /** @throws MalformedPacketException if it is too short or too long */
    public static Rakp3 decode(WireReader reader) {
        int tag = reader.uint8();
        int status = reader.uint8();
        reader.skip(2);
        int bmcSessionId = reader.int32();
        byte[] code = reader.rest();
        if (code.length > MAX_CODE) {
            throw new MalformedPacketException("RAKP 3 code of " + code.length + " bytes");
        }
        return new Rakp3(tag, status, bmcSessionId, code);
    }

    public byte[] encode() {
        return new WireWriter(8 + keyExchangeCode.length)
                .uint8(tag)
                .uint8(status)
                .zeros(2)
                .int32(bmcSessionId)
                .bytes(keyExchangeCode)
                .toBytes();
    }
}
