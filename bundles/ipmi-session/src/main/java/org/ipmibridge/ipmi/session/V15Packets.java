package org.ipmibridge.ipmi.session;

import java.util.Optional;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.IpmiRequest;
import org.ipmibridge.ipmi.protocol.IpmiResponse;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.ipmibridge.ipmi.protocol.session.SessionHeader15;

/** Packets with an IPMI v1.5 session header: commands outside a session, Activate Session, and those of active sessions. */
final class V15Packets {
    /** The number of Activate Session, the one command of a session that is not active yet. */
    static final int ACTIVATE_SESSION = 0x3A;

    private final SessionManager sessions;
    private final CommandRunner runner;
    private final Sessionless sessionless;
    private final LongSupplier nanoTime;

    V15Packets(SessionManager sessions, CommandRunner runner, Sessionless sessionless, LongSupplier nanoTime) {
        this.sessions = sessions;
        this.runner = runner;
        this.sessionless = sessionless;
        this.nanoTime = nanoTime;
    }

    /** @throws MalformedPacketException for what deserves no answer */
    void handle(Exchange exchange, byte[] bytes, int offset, int length) {
        WireReader reader = new WireReader(bytes, offset, length);
        SessionHeader15 header = SessionHeader15.decode(reader);
        int messageAt = reader.position();
        if (header.sessionId() != 0) {
            inSession(exchange, header, bytes, messageAt);
        } else if (header.authenticationType() != AuthenticationType.NONE) {
            throw new MalformedPacketException("an authenticated packet outside a session");
        } else {
            IpmiRequest message = Requests.decode(bytes, messageAt, header.length());
            sessionless.run(exchange, false, message, answer -> {
                WireWriter packet = new WireWriter(10 + answer.length);
                SessionHeader15.sessionless(answer.length).encode(packet);
                packet.bytes(answer);
                exchange.reply().send(packet.buffer(), packet.length());
            });
        }
    }

    private void inSession(Exchange exchange, SessionHeader15 header, byte[] bytes, int messageAt) {
        SessionState state = sessions.find(exchange.bmc().name(), header.sessionId());
        if (state == null || state.rmcpPlus() || state.claim() == null) {
            throw new MalformedPacketException("there is no such session");
        }
        if (header.authenticationType() != state.offer().authenticationType()
                || !AuthCode.verify(header, state.claim().userKey(), bytes, messageAt)) {
            throw new MalformedPacketException("the authentication or integrity code is wrong");
        }
        IpmiRequest message = Requests.decode(bytes, messageAt, header.length());
        boolean activation = isActivation(state, header, message);
        if (!activation && !(state.isActive() && state.accept(header.sequence()))) {
            throw new MalformedPacketException("sequence number " + Integer.toUnsignedString(header.sequence())
                    + " is used up or out of the window");
        }
        exchange.trace().request(message, state.id(), header.sequence());
        state.used(exchange.peer(), nanoTime.getAsLong());
        CommandRequest request = new CommandRequest(
                exchange.bmc(),
                Optional.<Session>of(state),
                exchange.peer(),
                false,
                message.netFn(),
                message.rsLun(),
                message.command(),
                message.data());
        runner.run(exchange.dispatcher(), state, request, message.rqSeq(), response -> {
            byte[] answer =
                    IpmiResponse.to(message, response.code(), response.data()).encode();
            int sequence;
            // Answers come from several threads, and leave in the order of their numbers.
            synchronized (state) {
                sequence = state.nextSent();
                WireWriter packet = seal(state, sequence, answer);
                exchange.reply().send(packet.buffer(), packet.length());
            }
            exchange.trace().response(message, response, state.id(), sequence);
        });
    }

    /** Activate Session comes with sequence number 0, and comes again while our answer to it may have been lost. */
    private static boolean isActivation(SessionState state, SessionHeader15 header, IpmiRequest message) {
        return header.sequence() == 0
                && !state.isInUse()
                && message.netFn() == NetFn.APP
                && message.command() == ACTIVATE_SESSION;
    }

    private static WireWriter seal(SessionState state, int sequence, byte[] message) {
        AuthenticationType type = state.offer().authenticationType();
        byte[] code = AuthCode.of(type, state.claim().userKey(), state.id(), sequence, message, 0, message.length);
        WireWriter packet = new WireWriter(26 + message.length);
        new SessionHeader15(type, sequence, state.id(), code, message.length).encode(packet);
        return packet.bytes(message);
    }
}
