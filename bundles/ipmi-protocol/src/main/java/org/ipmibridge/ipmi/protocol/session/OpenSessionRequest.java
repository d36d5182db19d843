package org.ipmibridge.ipmi.protocol.session;

import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;

/**
 * RMCP+ Open Session Request (IPMI v2.0, section 13.17).
 *
 * @param tag matches the response with this request. 1 byte
 * @param maximumPrivilege the level that is asked for, 0 for the highest that the algorithms allow. 4 bits
 * @param consoleSessionId the remote console's session ID (SIDM). 4 bytes
 * @param authentication the proposed authentication algorithm. 6 bits
 * @param integrity the proposed integrity algorithm. 6 bits
 * @param confidentiality the proposed confidentiality algorithm. 6 bits
 */
public record OpenSessionRequest(
        int tag, int maximumPrivilege, int consoleSessionId, int authentication, int integrity, int confidentiality) {
    private static final int LENGTH = 32;

    /**
     * @throws MalformedPacketException if the length is wrong or an algorithm payload is not where it belongs
     */
    public static OpenSessionRequest decode(WireReader reader) {
        int tag = reader.uint8();
        int maximumPrivilege = reader.uint8() & 0x0F;
        reader.skip(2);
        int consoleSessionId = reader.int32();
        int authentication = algorithm(reader, 0);
        int integrity = algorithm(reader, 1);
        int confidentiality = algorithm(reader, 2);
        reader.expectEnd();
        return new OpenSessionRequest(
                tag, maximumPrivilege, consoleSessionId, authentication, integrity, confidentiality);
    }

    /** An algorithm payload: type, 2 reserved, length 8, algorithm, 3 reserved. */
    private static int algorithm(WireReader reader, int expectedType) {
        int type = reader.uint8();
        reader.skip(2);
        int length = reader.uint8();
        int algorithm = reader.uint8() & 0x3F;
        reader.skip(3);
        if (type != expectedType || length != 8) {
            throw new MalformedPacketException("algorithm payload " + type + " of " + length + " bytes");
        }
        return algorithm;
    }

    public byte[] encode() {
        WireWriter writer = new WireWriter(LENGTH)
                .uint8(tag)
                .uint8(maximumPrivilege)
                .zeros(2)
                .int32(consoleSessionId);
        writeAlgorithm(writer, 0, authentication);
        writeAlgorithm(writer, 1, integrity);
        writeAlgorithm(writer, 2, confidentiality);
        return writer.toBytes();
    }

    static void writeAlgorithm(WireWriter writer, int type, int algorithm) {
        writer.uint8(type).zeros(2).uint8(8).uint8(algorithm).zeros(3);
    }
}
