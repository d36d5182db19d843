package org.ipmibridge.ipmi.console;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A remote console in an IPMI v2.0 session. With no {@link Patience} it is a witness: it checks everything that the BMC sends as the
 * strictest client does, fails with a {@link ConsoleException} when something is wrong or late, and sends nothing twice. Not thread-safe.
 */
public final class RemoteConsole implements Session {
    /** How long any answer to a witness may take. */
    public static final Duration DEADLINE = Patience.NONE.total();

    private static final int APP = 0x06;
    /** FreeIPMI drops a packet whose sequence number is further ahead. */
    private static final int LARGEST_STEP = 8;

    private final Wire wire;
    private final Login login;
    private final Patience patience;
    private final Exchange exchange;
    private final Pinger pinger;
    private final Handshake handshake;
    private SessionCipher cipher;
    private int sequence;
    private int lastReceived;
    private int rqSeq;

    /** A witness. */
    public RemoteConsole(Wire wire, Login login) {
        this(wire, login, Patience.NONE);
    }

    public RemoteConsole(Wire wire, Login login, Patience patience) {
        this.wire = wire;
        this.login = login;
        this.patience = patience;
        this.exchange = new Exchange(wire, patience);
        this.pinger = new Pinger(wire);
        this.handshake = new Handshake(login, patience.strict());
    }

    /** A console with a UDP socket of its own that has not sent anything yet. */
    public static RemoteConsole to(InetSocketAddress bmc, Login login) {
        return new RemoteConsole(new UdpWire(bmc), login);
    }

    /** A console in an active session that has the privilege which the log-in asks for. */
    public static RemoteConsole loggedIn(InetSocketAddress bmc, Login login) {
        RemoteConsole console = to(bmc, login);
        try {
            return console.logIn();
        } catch (RuntimeException | Error e) {
            console.close();
            throw e;
        }
    }

    /** Opens the session and, above USER, raises its privilege, as clients do. */
    public RemoteConsole logIn() {
        openSession();
        exchangeRakp1();
        exchangeRakp3();
        if (login.privilege() > Login.USER) {
            Message answer = command(APP, 0x3B, login.privilege());
            if (answer.code() != 0) {
                leave();
                throw new RefusedException(RefusedException.SET_PRIVILEGE, answer.code());
            }
        }
        return this;
    }

    private void leave() {
        if (!patience.strict()) {
            closeSession();
        }
    }

    /** Open Session Request and Response. @throws RefusedException with the status if it is refused */
    public int openSession() {
        return exchange.ask(
                RefusedException.OPEN_SESSION,
                () -> SetUpPacket.rmcpPlus(0x10, handshake.openSessionRequest()),
                datagram -> handshake.acceptOpenSession(SetUpPacket.payload(datagram, 0x11)));
    }

    /**
     * RAKP 1 and 2.
     *
     * @throws RefusedException with the status if it is refused
     * @throws WrongKeyException if the password is another one; a witness then leaves the log-in unfinished, as a client that ends does
     */
    public void exchangeRakp1() {
        try {
            exchange.ask("RAKP 1", () -> SetUpPacket.rmcpPlus(0x12, handshake.rakp1()), datagram -> {
                handshake.acceptRakp2(SetUpPacket.payload(datagram, 0x13));
                return true;
            });
        } catch (WrongKeyException e) {
            if (!patience.strict()) {
                wire.send(SetUpPacket.rmcpPlus(0x14, handshake.abandonment()));
            }
            throw e;
        }
    }

    /** RAKP 3 and 4. @throws RefusedException with the status if it is refused */
    public void exchangeRakp3() {
        exchange.ask("RAKP 3", () -> SetUpPacket.rmcpPlus(0x14, handshake.rakp3()), datagram -> {
            handshake.acceptRakp4(SetUpPacket.payload(datagram, 0x15));
            return true;
        });
        cipher = handshake.cipher();
    }

    /** Sends any payload outside a session and returns the payload of the answer, whose type is one more. */
    public byte[] setUp(int payloadType, byte[] payload) {
        return setUp(payloadType, payload, payloadType + 1);
    }

    /** Sends any payload outside a session and returns the payload of the answer, which must be of this type. */
    public byte[] setUp(int payloadType, byte[] payload, int answerType) {
        wire.send(SetUpPacket.rmcpPlus(payloadType, payload));
        return SetUpPacket.payload(receive(), answerType);
    }

    /** The messages that open the session, to be sent by other means. */
    public Handshake handshake() {
        return handshake;
    }

    /** The protection of the session. */
    public SessionCipher cipher() {
        return cipher;
    }

    /** Sends a command, with a new rqSeq, and waits for its answer. Each sending has a session sequence number of its own. */
    @Override
    public Message command(int netFn, int command, int... data) {
        rqSeq = rqSeq + 1 & 0x3F;
        return exchange.ask(
                "command %02X/%02X".formatted(netFn, command),
                () -> packet(rqSeq, netFn, command, data),
                datagram -> accept(datagram).to(rqSeq));
    }

    /** Sends a command with a new rqSeq, which it returns, and does not wait. */
    public int send(int netFn, int command, int... data) {
        rqSeq = rqSeq + 1 & 0x3F;
        wire.send(packet(rqSeq, netFn, command, data));
        return rqSeq;
    }

    /** A whole packet with the next session sequence number, which nobody has sent yet. */
    public byte[] packet(int withRqSeq, int netFn, int command, int... data) {
        return nextPacket(Message.request(withRqSeq, netFn, command, Bytes.of(data)));
    }

    /** A whole packet with the next session sequence number around any bytes, be they a message or not. */
    public byte[] nextPacket(byte[] message) {
        sequence++;
        return cipher.seal(bmcSessionId(), sequence, message);
    }

    /** The same around bytes that have their confidentiality pad already, be it right or wrong. */
    public byte[] nextPaddedPacket(byte[] padded) {
        sequence++;
        return cipher.sealPadded(bmcSessionId(), sequence, 0, padded);
    }

    /** The next answer in the session, which must be to {@code expected}. */
    public Message await(int expected) {
        return nextAnswer(DEADLINE)
                .orElseThrow(() -> new NoAnswerException("rqSeq " + expected, DEADLINE, false))
                .to(expected);
    }

    /** The next answer in the session, or nothing if none comes in time. */
    public Optional<Message> nextAnswer(Duration deadline) {
        return wire.receive(deadline).map(this::accept);
    }

    /** Sends any datagram. */
    public void sendRaw(byte[] datagram) {
        wire.send(datagram);
    }

    /** Sends any datagram and returns what the BMC answers to it, before it answers the pings that follow. */
    public List<byte[]> answersTo(byte[] datagram) {
        wire.send(datagram);
        return pinger.untilPong();
    }

    /** What the BMC has sent and sends, before it answers a ping. */
    public List<Message> answersUntilPong() {
        List<Message> answers = new ArrayList<>();
        pinger.untilPong().forEach(datagram -> answers.add(accept(datagram)));
        return answers;
    }

    /** Sends a request outside a session, in IPMI v1.5 framing, and waits for its answer. */
    public Message sessionless(int netFn, int command, int... data) {
        return pinger.sessionless(netFn, command, Bytes.of(data));
    }

    @Override
    public Message closeSession() {
        int id = bmcSessionId();
        return command(APP, 0x3C, id & 0xFF, id >> 8 & 0xFF, id >> 16 & 0xFF, id >>> 24);
    }

    /** The session's ID at the BMC (SIDC). */
    public int bmcSessionId() {
        return handshake.bmcSessionId();
    }

    /** The session sequence number of the last packet that was made. */
    public int sequence() {
        return sequence;
    }

    /** Makes the next packet carry the number after this one. */
    public void setSequence(int newSequence) {
        sequence = newSequence;
    }

    public Wire wire() {
        return wire;
    }

    @Override
    public String protection() {
        return "IPMI v2.0, cipher suite " + login.suite().id();
    }

    @Override
    public void close() {
        wire.close();
    }

    /** Checks and opens a packet of the session. */
    public Message accept(byte[] datagram) {
        byte[] message = cipher.open(datagram, login.consoleSessionId(), 0);
        int received = Bytes.littleEndian(datagram).getInt(10);
        int step = received - lastReceived;
        Bytes.check(
                received != 0 && step >= 1 && (!patience.strict() || step <= LARGEST_STEP),
                "sequence after " + lastReceived,
                datagram);
        lastReceived = received;
        return Message.response(message);
    }

    private byte[] receive() {
        return wire.receive(DEADLINE).orElseThrow(() -> new NoAnswerException("a set-up packet", DEADLINE, false));
    }
}
