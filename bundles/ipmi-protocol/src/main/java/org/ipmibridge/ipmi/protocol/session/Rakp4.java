package org.ipmibridge.ipmi.protocol.session;

import org.ipmibridge.ipmi.protocol.WireWriter;

/** RAKP Message 4 (IPMI v2.0, section 13.23). */
public final class Rakp4 {
    private Rakp4() {}

    /**
     * The answer to a right RAKP Message 3: from here on the session is active.
     *
     * @param tag the tag of RAKP Message 3
     * @param consoleSessionId the remote console's session ID (SIDM)
     * @param integrityCheck the Integrity Check Value, as long as the authentication algorithm makes it
     */
    public static byte[] accept(int tag, int consoleSessionId, byte[] integrityCheck) {
        return new WireWriter(8 + integrityCheck.length)
                .uint8(tag)
                .uint8(RmcpPlusStatus.NO_ERRORS.code())
                .zeros(2)
                .int32(consoleSessionId)
                .bytes(integrityCheck)
                .toBytes();
    }

    /** A refusal. */
    public static byte[] refuse(int tag, RmcpPlusStatus status, int consoleSessionId) {
        return OpenSessionResponse.refuse(tag, status, consoleSessionId);
    }
}
