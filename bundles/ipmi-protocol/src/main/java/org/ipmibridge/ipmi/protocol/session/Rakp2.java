package org.ipmibridge.ipmi.protocol.session;

import org.ipmibridge.ipmi.protocol.WireWriter;

/** RAKP Message 2 (IPMI v2.0, section 13.21). */
public final class Rakp2 {
    private Rakp2() {}

    /**
     * The answer to an acceptable RAKP Message 1.
     *
     * @param tag the tag of RAKP Message 1
     * @param consoleSessionId the remote console's session ID (SIDM)
     * @param bmcRandom our random number (RC), 16 bytes
     * @param guid the managed system's GUID (GUIDC), 16 bytes
     * @param keyExchangeCode the Key Exchange Authentication Code, as long as the algorithm makes it
     */
    public static byte[] accept(int tag, int consoleSessionId, byte[] bmcRandom, byte[] guid, byte[] keyExchangeCode) {
        return new WireWriter(40 + keyExchangeCode.length)
                .uint8(tag)
                .uint8(RmcpPlusStatus.NO_ERRORS.code())
                .zeros(2)
                .int32(consoleSessionId)
                .bytes(bmcRandom)
                .bytes(guid)
                .bytes(keyExchangeCode)
                .toBytes();
    }

    /** A refusal; RAKP Message 4 has the same form. */
    public static byte[] refuse(int tag, RmcpPlusStatus status, int consoleSessionId) {
        return OpenSessionResponse.refuse(tag, status, consoleSessionId);
    }
}
