package org.ipmibridge.ipmi.session;

import org.ipmibridge.ipmi.protocol.IpmiRequest;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;

/** Request messages as they come out of packets. */
final class Requests {
    private Requests() {}

    /** @throws MalformedPacketException if it is no request, or addressed to another controller than the BMC */
    static IpmiRequest decode(byte[] bytes, int offset, int length) {
        IpmiRequest message = IpmiRequest.decode(bytes, offset, length);
        if (message.rsAddr() != IpmiRequest.BMC_ADDRESS) {
            throw new MalformedPacketException("a message to another controller");
        }
        return message;
    }
}
