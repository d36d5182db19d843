package org.ipmibridge.rmcp.transport;

import java.net.InetSocketAddress;
import org.ipmibridge.ipmi.api.transport.Reply;
import org.ipmibridge.ipmi.protocol.rmcp.RmcpHeader;

/**
 * Answers the sender of a packet through the socket that it came in by.
 *
 * @param endpoint the socket
 * @param peer the sender
 */
record DatagramReply(Endpoint endpoint, InetSocketAddress peer) implements Reply {
    @Override
    public void send(byte[] packet, int length) {
        endpoint.send(peer, RmcpHeader.IPMI, packet, length);
    }
}
