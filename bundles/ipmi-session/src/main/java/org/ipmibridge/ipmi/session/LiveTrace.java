package org.ipmibridge.ipmi.session;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.trace.PacketTracer;
import org.ipmibridge.ipmi.api.trace.TracedPacket;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.IpmiRequest;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the tracers of a BMC about one packet and its answers. Made for each packet while somebody traces. */
final class LiveTrace extends Trace {
    private static final Logger LOG = LoggerFactory.getLogger(LiveTrace.class);

    private final Exchange exchange;
    private final List<PacketTracer> tracers;
    private final long start = System.nanoTime();

    LiveTrace(Exchange exchange, List<PacketTracer> tracers) {
        this.exchange = exchange;
        this.tracers = tracers;
    }

    @Override
    void setUpReceived(int payloadType, byte[] bytes, int offset, int length) {
        setUp(TracedPacket.Fate.RECEIVED, payloadType, new WireReader(bytes, offset, length));
    }

    @Override
    void setUpSent(int payloadType, byte[] payload) {
        setUp(TracedPacket.Fate.SENT, payloadType, new WireReader(payload));
    }

    private void setUp(TracedPacket.Fate fate, int payloadType, WireReader payload) {
        SetUpWords words = SetUpWords.of(payloadType, payload);
        tell(fate, words.message(), words.sessionId(), 0, words.detail(), Optional.empty());
    }

    @Override
    void request(IpmiRequest request, int sessionId, int sequence) {
        byte[] data = SecretData.blank(request.netFn(), request.command(), request.data());
        TracedPacket.Command command = new TracedPacket.Command(
                request.netFn().code(),
                request.command(),
                request.rqSeq(),
                data,
                data != request.data(),
                Optional.empty(),
                Optional.empty());
        tell(TracedPacket.Fate.RECEIVED, name(request), sessionId, sequence, "", Optional.of(command));
    }

    @Override
    void response(IpmiRequest request, CommandResponse response, int sessionId, int sequence) {
        CompletionCode code = response.code();
        TracedPacket.Command command = new TracedPacket.Command(
                request.netFn().code(),
                request.command(),
                request.rqSeq(),
                response.data(),
                false,
                Optional.of(code),
                Optional.of(Duration.ofNanos(System.nanoTime() - start)));
        tell(TracedPacket.Fate.SENT, name(request), sessionId, sequence, "", Optional.of(command));
    }

    @Override
    void dropped(byte[] bytes, int offset, int length, String reason) {
        int sessionId = 0;
        int sequence = 0;
        try {
            WireReader reader = new WireReader(bytes, offset, length);
            boolean rmcpPlus = (reader.uint8() & 0x0F) == AuthenticationType.RMCP_PLUS.code();
            // The two headers have these fields in different order.
            reader.skip(rmcpPlus ? 1 : 0);
            int first = reader.int32();
            int second = reader.int32();
            sessionId = rmcpPlus ? first : second;
            sequence = rmcpPlus ? second : first;
        } catch (MalformedPacketException e) {
            LOG.trace("too short for a session header", e);
        }
        tell(
                TracedPacket.Fate.DROPPED,
                String.format(Locale.ROOT, "packet of %d bytes", length),
                sessionId,
                sequence,
                reason,
                Optional.empty());
    }

    private String name(IpmiRequest request) {
        return exchange.dispatcher()
                .find(request.netFn(), request.command(), request.data())
                .map(CommandDescription::name)
                .orElseGet(
                        () -> String.format(Locale.ROOT, "NetFn %s command %02Xh", request.netFn(), request.command()));
    }

    /** A tracer that fails must not be felt by a client. */
    private void tell(
            TracedPacket.Fate fate,
            String message,
            int sessionId,
            int sequence,
            String detail,
            Optional<TracedPacket.Command> command) {
        TracedPacket packet = new TracedPacket(
                Instant.now(),
                exchange.bmc().name(),
                exchange.peer(),
                fate,
                message,
                sessionId,
                sequence,
                detail,
                command);
        for (PacketTracer tracer : tracers) {
            try {
                tracer.packet(packet);
            } catch (RuntimeException e) {
                LOG.debug("bmc={} a tracer failed", exchange.bmc().name(), e);
            }
        }
    }
}
