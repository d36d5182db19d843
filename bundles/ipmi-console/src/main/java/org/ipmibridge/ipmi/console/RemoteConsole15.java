package org.ipmibridge.ipmi.console;

import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;

/** A remote console in an IPMI v1.5 session (IPMI v2.0, sections 13.14 and 22.16 to 22.17). As strict as {@link RemoteConsole}. */
public final class RemoteConsole15 implements Session {
    private static final int APP = 0x06;
    private static final int FIRST_OUTBOUND = 0x1000;

    private final Wire wire;
    private final Patience patience;
    private final Exchange exchange;
    private final Pinger pinger;
    private final Login login;
    private final Authentication15 authentication;
    private int sessionId;
    private int sequence;
    private int lastReceived = FIRST_OUTBOUND - 1;
    private int rqSeq;

    /** A witness. @param login of which user, password and privilege count */
    public RemoteConsole15(Wire wire, Login login, Authentication15 authentication) {
        this(wire, login, authentication, Patience.NONE);
    }

    public RemoteConsole15(Wire wire, Login login, Authentication15 authentication, Patience patience) {
        this.wire = wire;
        this.patience = patience;
        this.exchange = new Exchange(wire, patience);
        this.pinger = new Pinger(wire);
        this.login = login;
        this.authentication = authentication;
    }

    /** A console with a UDP socket of its own, in an active session that has the privilege which the log-in asks for. */
    public static RemoteConsole15 loggedIn(InetSocketAddress bmc, Login login, Authentication15 authentication) {
        RemoteConsole15 console = new RemoteConsole15(new UdpWire(bmc), login, authentication);
        try {
            return console.logIn();
        } catch (RuntimeException | Error e) {
            console.close();
            throw e;
        }
    }

    /** Get Session Challenge, Activate Session and, above USER, Set Session Privilege Level. */
    public RemoteConsole15 logIn() {
        activate(challenge());
        if (login.privilege() > Login.USER) {
            Message answer = command(APP, 0x3B, login.privilege());
            if (answer.code() != 0 && !patience.strict()) {
                closeSession();
            }
            refuse(RefusedException.SET_PRIVILEGE, answer);
        }
        return this;
    }

    /** Get Session Challenge; returns the challenge. @throws RefusedException with the completion code */
    public byte[] challenge() {
        byte[] data = Bytes.join(Bytes.of(authentication.code()), Arrays.copyOf(login.user(), 16));
        Message answer = refuse(RefusedException.CHALLENGE, sessionless(0x39, data));
        Bytes.check(answer.data().length == 20, "challenge answer is not 20 bytes long", answer.data());
        sessionId = Bytes.littleEndian(answer.data()).getInt();
        sequence = 0;
        return Arrays.copyOfRange(answer.data(), 4, 20);
    }

    private Message sessionless(int command, byte[] data) {
        rqSeq = rqSeq + 1 & 0x3F;
        return exchange.ask(
                RefusedException.CHALLENGE,
                () -> SetUpPacket.ipmi15(Message.request(rqSeq, APP, command, data)),
                datagram -> Message.response(SetUpPacket.message(datagram)).to(rqSeq));
    }

    /** Activate Session. @throws RefusedException with the completion code */
    public void activate(byte[] challenge) {
        rqSeq = rqSeq + 1 & 0x3F;
        Message answer = refuse(
                RefusedException.ACTIVATE,
                exchange.ask(RefusedException.ACTIVATE, () -> activation(challenge), datagram -> accept(datagram)
                        .to(rqSeq)));
        Bytes.check(answer.data().length == 10, "activation answer is not 10 bytes long", answer.data());
        ByteBuffer fields = Bytes.littleEndian(answer.data());
        Bytes.check(fields.get() == authentication.code(), "another authentication type", answer.data());
        sessionId = fields.getInt();
        sequence = fields.getInt();
        Bytes.check(sessionId != 0 && sequence != 0, "session ID or sequence number 0", answer.data());
        Bytes.check(fields.get() >= 1, "no privilege level", answer.data());
    }

    /** The Activate Session packet for a challenge, which nobody has sent yet. */
    public byte[] activation(byte[] challenge) {
        byte[] data =
                Bytes.join(Bytes.of(authentication.code(), login.privilege()), challenge, Bytes.int32(FIRST_OUTBOUND));
        return seal(0, Message.request(rqSeq, APP, 0x3A, data));
    }

    @Override
    public Message command(int netFn, int command, int... data) {
        rqSeq = rqSeq + 1 & 0x3F;
        return exchange.ask(
                "command %02X/%02X".formatted(netFn, command),
                () -> packet(rqSeq, netFn, command, data),
                datagram -> accept(datagram).to(rqSeq));
    }

    /** A whole packet with the next session sequence number, which nobody has sent yet. */
    public byte[] packet(int withRqSeq, int netFn, int command, int... data) {
        byte[] packet = seal(sequence, Message.request(withRqSeq, netFn, command, Bytes.of(data)));
        sequence = sequence + 1 == 0 ? 1 : sequence + 1;
        return packet;
    }

    /** Sends any datagram and returns what the BMC answers to it, before it answers the pings that follow. */
    public List<byte[]> answersTo(byte[] datagram) {
        wire.send(datagram);
        return pinger.untilPong();
    }

    @Override
    public Message closeSession() {
        return command(APP, 0x3C, sessionId & 0xFF, sessionId >> 8 & 0xFF, sessionId >> 16 & 0xFF, sessionId >>> 24);
    }

    public int sessionId() {
        return sessionId;
    }

    @Override
    public String protection() {
        return "IPMI v1.5, " + authentication + ", not encrypted";
    }

    @Override
    public void close() {
        wire.close();
    }

    private byte[] seal(int withSequence, byte[] message) {
        byte[] code = authentication.authCode(login.password(), sessionId, withSequence, message);
        return Bytes.littleEndian(14 + code.length + message.length)
                .put(Bytes.of(6, 0, 0xFF, 7, authentication.code()))
                .putInt(withSequence)
                .putInt(sessionId)
                .put(code)
                .put((byte) message.length)
                .put(message)
                .array();
    }

    /** Checks and opens a packet of the session. */
    public Message accept(byte[] datagram) {
        Bytes.check(datagram.length > 14, "too short", datagram);
        if (!patience.strict() && datagram[4] == 0) {
            return acceptUnauthenticated(datagram);
        }
        int codeLength = authentication == Authentication15.NONE ? 0 : 16;
        int start = 14 + codeLength;
        Bytes.check(datagram.length >= start, "too short", datagram);
        ByteBuffer header = Bytes.littleEndian(datagram);
        Bytes.check(datagram[4] == authentication.code(), "another authentication type", datagram);
        Bytes.check(header.getInt(9) == sessionId, "another session", datagram);
        Bytes.check((datagram[start - 1] & 0xFF) == datagram.length - start, "wrong length", datagram);
        byte[] message = Arrays.copyOfRange(datagram, start, datagram.length);
        int received = header.getInt(5);
        byte[] code = Arrays.copyOfRange(datagram, 13, 13 + codeLength);
        byte[] expected = authentication.authCode(login.password(), sessionId, received, message);
        Bytes.check(Arrays.equals(code, expected), "wrong AuthCode", datagram);
        int step = received - lastReceived;
        Bytes.check(step >= 0 && (!patience.strict() || step <= 8), "wrong sequence", datagram);
        lastReceived = received;
        return Message.response(message);
    }

    /** An answer of a BMC that refuses an activation, or has per-message authentication disabled (section 22.13). */
    private Message acceptUnauthenticated(byte[] datagram) {
        int id = Bytes.littleEndian(datagram).getInt(9);
        Bytes.check(id == sessionId || id == 0, "another session", datagram);
        return Message.response(Arrays.copyOfRange(datagram, 14, datagram.length));
    }

    private static Message refuse(String step, Message answer) {
        if (answer.code() != 0) {
            throw new RefusedException(step, answer.code());
        }
        return answer;
    }
}
