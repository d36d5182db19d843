package org.ipmibridge.ipmi.protocol;

import org.ipmibridge.ipmi.protocol.rmcp.AsfMessage;
import org.ipmibridge.ipmi.protocol.rmcp.RmcpHeader;
import org.ipmibridge.ipmi.protocol.session.OpenSessionRequest;
import org.ipmibridge.ipmi.protocol.session.PayloadType;
import org.ipmibridge.ipmi.protocol.session.Rakp1;
import org.ipmibridge.ipmi.protocol.session.Rakp3;
import org.ipmibridge.ipmi.protocol.session.SessionHeader15;
import org.ipmibridge.ipmi.protocol.session.SessionHeader20;

/** Decodes a datagram, layer by layer, as far as this bundle can read it, and encodes what it read. */
final class Recoder {
    private Recoder() {}

    /** The datagram as it comes out again; what is encrypted, an answer, or behind the payload is taken over as it is. */
    static byte[] recode(byte[] datagram) {
        WireReader reader = new WireReader(datagram);
        RmcpHeader header = RmcpHeader.decode(reader);
        WireWriter writer = new WireWriter(datagram.length);
        header.encode(writer);
        if (header.messageClass() == RmcpHeader.CLASS_ASF) {
            AsfMessage.decode(reader).encode(writer);
        } else if ((datagram[Math.min(4, datagram.length - 1)] & 0x0F) == AuthenticationType.RMCP_PLUS.code()) {
            SessionHeader20 session = SessionHeader20.decode(reader);
            session.encode(writer);
            writer.bytes(payload(session, reader.bytes(session.length())));
        } else {
            SessionHeader15 session = SessionHeader15.decode(reader);
            session.encode(writer);
            writer.bytes(message(reader.bytes(session.length())));
        }
        return writer.bytes(reader.rest()).toBytes();
    }

    /** An IPMI message, be it request or response. */
    static byte[] message(byte[] bytes) {
        boolean response = bytes.length > 1 && (bytes[1] & 4) != 0;
        return response
                ? IpmiResponse.decode(bytes, 0, bytes.length).encode()
                : IpmiRequest.decode(bytes, 0, bytes.length).encode();
    }

    private static byte[] payload(SessionHeader20 session, byte[] bytes) {
        WireReader reader = new WireReader(bytes);
        if (session.encrypted()) {
            return bytes;
        }
        return switch (session.payloadType()) {
            case PayloadType.IPMI_MESSAGE -> message(bytes);
            case PayloadType.OPEN_SESSION_REQUEST ->
                OpenSessionRequest.decode(reader).encode();
            case PayloadType.RAKP_1 -> Rakp1.decode(reader).encode();
            case PayloadType.RAKP_3 -> Rakp3.decode(reader).encode();
            default -> bytes;
        };
    }
}
