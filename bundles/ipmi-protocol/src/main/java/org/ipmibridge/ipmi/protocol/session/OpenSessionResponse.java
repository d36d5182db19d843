package org.ipmibridge.ipmi.protocol.session;

import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireWriter;

/** RMCP+ Open Session Response (IPMI v2.0, section 13.18). */
public final class OpenSessionResponse {
    private OpenSessionResponse() {}

    /**
     * The acceptance.
     *
     * @param tag the tag of the request
     * @param privilege the highest level that the session can have; never 0, which FreeIPMI takes for a refusal
     * @param consoleSessionId the remote console's session ID (SIDM)
     * @param bmcSessionId our session ID (SIDC), not 0
     * @param suite the algorithms, which are the proposed ones
     */
    public static byte[] accept(
            int tag, PrivilegeLevel privilege, int consoleSessionId, int bmcSessionId, CipherSuite suite) {
        WireWriter writer = new WireWriter(36)
                .uint8(tag)
                .uint8(RmcpPlusStatus.NO_ERRORS.code())
                .uint8(privilege.code())
                .zeros(1)
                .int32(consoleSessionId)
                .int32(bmcSessionId);
        OpenSessionRequest.writeAlgorithm(writer, 0, suite.authentication().code());
        OpenSessionRequest.writeAlgorithm(writer, 1, suite.integrity().code());
        OpenSessionRequest.writeAlgorithm(writer, 2, suite.confidentiality().code());
        return writer.toBytes();
    }

    /** A refusal, in the full eight bytes that FreeIPMI wants. */
    public static byte[] refuse(int tag, RmcpPlusStatus status, int consoleSessionId) {
        return new WireWriter(8)
                .uint8(tag)
                .uint8(status.code())
                .zeros(2)
                .int32(consoleSessionId)
                .toBytes();
    }
}
