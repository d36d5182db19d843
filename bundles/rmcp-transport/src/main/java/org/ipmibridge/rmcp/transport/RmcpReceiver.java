package org.ipmibridge.rmcp.transport;

import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.ipmibridge.ipmi.api.log.RateLimit;
import org.ipmibridge.ipmi.api.trace.Tracers;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.ipmibridge.ipmi.protocol.rmcp.AsfMessage;
import org.ipmibridge.ipmi.protocol.rmcp.RmcpHeader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Decides what to do with a datagram: IPMI goes to the session layer, a Presence Ping is answered here, and all else meets silence
 * (IPMI v2.0, section 13.1.3; ASF 2.0, section 3.2). Thread-safe.
 */
final class RmcpReceiver {
    private static final Logger log = LoggerFactory.getLogger(RmcpReceiver.class);
    private static final byte[] NOTHING = {};

    private final Supplier<PacketHandler> sessions;
    private final RmcpTrace trace;
    private final Traffic traffic = new Traffic();
    private final RateLimit complaints = new RateLimit();

    /** @param sessions gives the session layer, or null for as long as its bundle is being replaced */
    RmcpReceiver(Supplier<PacketHandler> sessions, Tracers tracers) {
        this.sessions = sessions;
        this.trace = new RmcpTrace(tracers);
    }

    Traffic traffic() {
        return traffic;
    }

    /** Takes a datagram of {@code length} bytes from index 0. Throws nothing, whatever is in it. */
    void receive(Endpoint endpoint, InetSocketAddress peer, byte[] datagram, int length) {
        traffic.received();
        try {
            WireReader reader = new WireReader(datagram, 0, length);
            RmcpHeader header = RmcpHeader.decode(reader);
            endpoint.debug(peer, length, "received");
            if (header.ack()) {
                trace.received(endpoint, peer, "RMCP ACK");
                return;
            }
            switch (header.messageClass()) {
                case RmcpHeader.CLASS_IPMI -> handOn(endpoint, peer, datagram, length);
                case RmcpHeader.CLASS_ASF -> answerAsf(endpoint, peer, header, reader);
                default -> drop(endpoint, peer, length, "RMCP class " + header.messageClass());
            }
        } catch (MalformedPacketException e) {
            drop(endpoint, peer, length, e.getMessage());
            endpoint.debug(peer, length, "dropped: " + e.getMessage());
        }
    }

    private void drop(Endpoint endpoint, InetSocketAddress peer, int length, String reason) {
        traffic.dropped();
        trace.dropped(endpoint, peer, length, reason);
    }

    /** Must survive everything: one bad packet may not take the I/O thread from all the others. */
    private void handOn(Endpoint endpoint, InetSocketAddress peer, byte[] datagram, int length) {
        PacketHandler handler = sessions.get();
        if (handler == null) {
            traffic.dropped();
            return;
        }
        try {
            handler.handle(
                    endpoint.bmc(),
                    peer,
                    datagram,
                    RmcpHeader.LENGTH,
                    length - RmcpHeader.LENGTH,
                    endpoint.replyTo(peer));
        } catch (Throwable e) {
            if (complaints.permits()) {
                log.error(
                        "bmc={} peer={} a packet was not handled",
                        endpoint.bmc().name(),
                        Addresses.text(peer),
                        e);
            }
        }
    }

    private void answerAsf(Endpoint endpoint, InetSocketAddress peer, RmcpHeader header, WireReader reader) {
        if (header.wantsAck()) {
            endpoint.send(peer, header.acknowledgement(), NOTHING, 0);
        }
        AsfMessage message = AsfMessage.decode(reader);
        if (message.isPresencePing()) {
            trace.received(endpoint, peer, "Presence Ping");
            WireWriter pong = new WireWriter(24);
            AsfMessage.pong(message.tag()).encode(pong);
            endpoint.send(
                    peer, new RmcpHeader(RmcpHeader.NO_ACK, false, RmcpHeader.CLASS_ASF), pong.buffer(), pong.length());
            trace.sent(endpoint, peer, "Presence Pong");
        } else {
            trace.received(endpoint, peer, "ASF message of type " + message.type());
        }
    }
}
