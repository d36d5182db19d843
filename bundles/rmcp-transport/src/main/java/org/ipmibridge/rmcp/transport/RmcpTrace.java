package org.ipmibridge.rmcp.transport;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.ipmi.api.trace.PacketTracer;
import org.ipmibridge.ipmi.api.trace.TracedPacket;
import org.ipmibridge.ipmi.api.trace.Tracers;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells those who trace a BMC about datagrams that the session layer never sees. */
final class RmcpTrace {
    private static final Logger log = LoggerFactory.getLogger(RmcpTrace.class);

    private final Tracers tracers;

    RmcpTrace(Tracers tracers) {
        this.tracers = tracers;
    }

    void received(Endpoint endpoint, InetSocketAddress peer, String message) {
        tell(endpoint, peer, TracedPacket.Fate.RECEIVED, message, "");
    }

    void sent(Endpoint endpoint, InetSocketAddress peer, String message) {
        tell(endpoint, peer, TracedPacket.Fate.SENT, message, "");
    }

    void dropped(Endpoint endpoint, InetSocketAddress peer, int length, String reason) {
        tell(endpoint, peer, TracedPacket.Fate.DROPPED, "packet of " + length + " bytes", reason);
    }

    private void tell(
            Endpoint endpoint, InetSocketAddress peer, TracedPacket.Fate fate, String message, String detail) {
        String bmc = endpoint.bmc().name();
        List<PacketTracer> watching = tracers.of(bmc);
        if (watching.isEmpty()) {
            return;
        }
        TracedPacket packet = new TracedPacket(Instant.now(), bmc, peer, fate, message, 0, 0, detail, Optional.empty());
        for (PacketTracer tracer : watching) {
            try {
                tracer.packet(packet);
            } catch (RuntimeException e) {
                log.debug("bmc={} a tracer failed", bmc, e);
            }
        }
    }
}
