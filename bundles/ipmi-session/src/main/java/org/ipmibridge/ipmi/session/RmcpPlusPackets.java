package org.ipmibridge.ipmi.session;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.protocol.IpmiRequest;
import org.ipmibridge.ipmi.protocol.IpmiResponse;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.ipmibridge.ipmi.protocol.session.OpenSessionRequest;
import org.ipmibridge.ipmi.protocol.session.PayloadType;
import org.ipmibridge.ipmi.protocol.session.Rakp1;
import org.ipmibridge.ipmi.protocol.session.Rakp3;
import org.ipmibridge.ipmi.protocol.session.SessionHeader20;

/** Packets with an IPMI v2.0 session header: session set-up, commands outside a session, and those of active sessions. */
final class RmcpPlusPackets {
    private final SessionManager sessions;
    private final Handshake handshake;
    private final CommandRunner runner;
    private final Sessionless sessionless;
    private final LongSupplier nanoTime;

    RmcpPlusPackets(
            SessionManager sessions,
            Handshake handshake,
            CommandRunner runner,
            Sessionless sessionless,
            LongSupplier nanoTime) {
        this.sessions = sessions;
        this.handshake = handshake;
        this.runner = runner;
        this.sessionless = sessionless;
        this.nanoTime = nanoTime;
    }

    /** @throws MalformedPacketException for what deserves no answer */
    void handle(Exchange exchange, byte[] bytes, int offset, int length) {
        WireReader reader = new WireReader(bytes, offset, length);
        SessionHeader20 header = SessionHeader20.decode(reader);
        int payloadAt = reader.position();
        if (header.sessionId() != 0) {
            inSession(exchange, header, bytes, offset, length, payloadAt);
        } else if (header.encrypted() || header.authenticated()) {
            throw new MalformedPacketException("a protected packet outside a session");
        } else {
            outsideSession(exchange, header, new WireReader(bytes, payloadAt, header.length()), bytes);
        }
    }

    private void outsideSession(Exchange exchange, SessionHeader20 header, WireReader payload, byte[] bytes) {
        if (header.payloadType() != PayloadType.IPMI_MESSAGE) {
            exchange.trace().setUpReceived(header.payloadType(), bytes, payload.position(), payload.remaining());
        }
        switch (header.payloadType()) {
            case PayloadType.OPEN_SESSION_REQUEST ->
                answer(
                        exchange,
                        PayloadType.OPEN_SESSION_RESPONSE,
                        handshake.openSession(exchange.bmc(), exchange.peer(), OpenSessionRequest.decode(payload)));
            case PayloadType.RAKP_1 ->
                answer(
                        exchange,
                        PayloadType.RAKP_2,
                        handshake.rakp1(exchange.bmc(), exchange.users(), Rakp1.decode(payload)));
            case PayloadType.RAKP_3 ->
                answer(
                        exchange,
                        PayloadType.RAKP_4,
                        handshake.rakp3(exchange.bmc(), exchange.users(), Rakp3.decode(payload)));
            case PayloadType.IPMI_MESSAGE ->
                sessionless.run(
                        exchange,
                        true,
                        Requests.decode(bytes, payload.position(), payload.remaining()),
                        message -> answer(exchange, PayloadType.IPMI_MESSAGE, message));
            default -> throw new MalformedPacketException("payload type " + header.payloadType());
        }
    }

    private void inSession(
            Exchange exchange, SessionHeader20 header, byte[] bytes, int offset, int length, int payloadAt) {
        SessionState state = sessions.find(exchange.bmc().name(), header.sessionId());
        if (state == null || !state.isActive() || !state.rmcpPlus()) {
            throw new MalformedPacketException("there is no such session");
        }
        if (header.payloadType() != PayloadType.IPMI_MESSAGE) {
            throw new MalformedPacketException("payload type " + header.payloadType());
        }
        PacketProtection protection = sessions.protection(state);
        byte[] payload = protection.open(header, bytes, offset, length, payloadAt);
        if (payload == null) {
            throw new MalformedPacketException("the authentication or integrity code is wrong");
        }
        if (!state.accept(header.sequence())) {
            throw new MalformedPacketException("sequence number " + Integer.toUnsignedString(header.sequence())
                    + " is used up or out of the window");
        }
        state.used(exchange.peer(), nanoTime.getAsLong());
        IpmiRequest message = Requests.decode(payload, 0, payload.length);
        exchange.trace().request(message, state.id(), header.sequence());
        run(exchange, state, protection, message);
    }

    private void run(Exchange exchange, SessionState state, PacketProtection protection, IpmiRequest message) {
        CommandRequest request = new CommandRequest(
                exchange.bmc(),
                Optional.<Session>of(state),
                exchange.peer(),
                true,
                message.netFn(),
                message.rsLun(),
                message.command(),
                message.data());
        runner.run(exchange.dispatcher(), state, request, message.rqSeq(), response -> {
            byte[] payload = encode(message, response);
            int sequence;
            // Answers come from several threads, and leave in the order of their numbers.
            synchronized (protection) {
                sequence = state.nextSent();
                WireWriter packet = protection.seal(PayloadType.IPMI_MESSAGE, sequence, payload);
                exchange.reply().send(packet.buffer(), packet.length());
            }
            exchange.trace().response(message, response, state.id(), sequence);
        });
    }

    private static byte[] encode(IpmiRequest message, CommandResponse response) {
        return IpmiResponse.to(message, response.code(), response.data()).encode();
    }

    private static void answer(Exchange exchange, int payloadType, byte[] payload) {
        if (payload != null) {
            WireWriter packet = new WireWriter(SessionHeader20.LENGTH + payload.length);
            SessionHeader20.sessionless(payloadType, payload.length).encode(packet);
            packet.bytes(payload);
            exchange.reply().send(packet.buffer(), packet.length());
            if (payloadType != PayloadType.IPMI_MESSAGE) {
                exchange.trace().setUpSent(payloadType, payload);
            }
        }
    }
}
