package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import org.ipmibridge.ipmi.console.Handshake;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.SessionCipher;
import org.ipmibridge.ipmi.console.SetUpPacket;

/** One console of a load client: a socket, and the step of its session that waits for an answer. */
final class LoadConsole {
    private static final int APP = 0x06;

    private enum Step {
        CAPABILITIES,
        OPEN,
        RAKP_1,
        RAKP_3,
        PRIVILEGE,
        COMMAND,
        CHANGE,
        CLOSE
    }

    private final InetSocketAddress bmc;
    private final Login login;
    private final Selector selector;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(2048);
    private DatagramChannel channel;
    private Handshake handshake;
    private SessionCipher cipher;
    private Step step;
    private int sequence;
    private int rqSeq;
    private int seconds;
    private long sentNanos;
    private long dueNanos;
    private boolean busy;

    LoadConsole(InetSocketAddress bmc, Login login, Selector selector) throws IOException {
        this.bmc = bmc;
        this.login = login;
        this.selector = selector;
        open();
    }

    /** Gives it a new socket. */
    void reopen() throws IOException {
        channel.close();
        open();
    }

    private void open() throws IOException {
        channel = DatagramChannel.open();
        channel.configureBlocking(false);
        channel.connect(bmc);
        channel.register(selector, SelectionKey.OP_READ, this);
    }

    void close() throws IOException {
        channel.close();
    }

    boolean isInSession() {
        return step == Step.COMMAND;
    }

    /** Whether it waits for an answer since more than this long. */
    boolean isOverdue(long now, long limitNanos) {
        return busy && now - sentNanos > limitNanos;
    }

    /** When the unit of work under way was due. */
    long dueNanos() {
        return dueNanos;
    }

    boolean isBusy() {
        return busy;
    }

    void setIdle() {
        busy = false;
    }

    void startLogIn(long due) throws IOException {
        begin(due);
        handshake = new Handshake(login);
        sequence = 0;
        start(Step.CAPABILITIES);
    }

    void startCommand(long due) throws IOException {
        begin(due);
        start(Step.COMMAND);
    }

    void startChange(long due) throws IOException {
        begin(due);
        seconds = seconds + 1 & 0xFF;
        start(Step.CHANGE);
    }

    /** The end of a unit of work under way, or, for an idle console, work of its own. */
    void startClose() throws IOException {
        busy = true;
        start(Step.CLOSE);
    }

    private void begin(long due) {
        dueNanos = due;
        busy = true;
    }

    /** Sends the request of the present step, again if need be: with the same rqSeq, and in a session a new session sequence number. */
    void send() throws IOException {
        buffer.clear();
        buffer.put(request()).flip();
        channel.write(buffer);
        sentNanos = System.nanoTime();
    }

    /**
     * Takes an answer, if there is one, and goes on with the log-in where it is one.
     *
     * @return whether what was started has ended: a log-in, a command or a close
     * @throws AssertionError if the answer is a failure
     * @throws org.ipmibridge.ipmi.console.ConsoleException if it is wrong
     */
    boolean receive() throws IOException {
        buffer.clear();
        if (channel.read(buffer) <= 0) {
            return false;
        }
        byte[] datagram = new byte[buffer.flip().remaining()];
        buffer.get(datagram);
        return accept(datagram) && goOn();
    }

    /** @return whether what was started has ended */
    private boolean goOn() throws IOException {
        switch (step) {
            case CAPABILITIES -> start(Step.OPEN);
            case OPEN -> start(Step.RAKP_1);
            case RAKP_1 -> start(Step.RAKP_3);
            case RAKP_3 -> start(Step.PRIVILEGE);
            case PRIVILEGE -> {
                step = Step.COMMAND;
                return true;
            }
            default -> {
                return true;
            }
        }
        return false;
    }

    private void start(Step newStep) throws IOException {
        step = newStep;
        rqSeq = rqSeq + 1 & 0x3F;
        send();
    }

    private byte[] request() {
        return switch (step) {
            case CAPABILITIES ->
                SetUpPacket.ipmi15(Message.request(rqSeq, APP, 0x38, (byte) 0x8E, (byte) login.privilege()));
            case OPEN -> SetUpPacket.rmcpPlus(0x10, handshake.openSessionRequest());
            case RAKP_1 -> SetUpPacket.rmcpPlus(0x12, handshake.rakp1());
            case RAKP_3 -> SetUpPacket.rmcpPlus(0x14, handshake.rakp3());
            case PRIVILEGE -> seal(Message.request(rqSeq, APP, 0x3B, (byte) login.privilege()));
            case COMMAND -> seal(Message.request(rqSeq, 0x00, 0x01));
            case CHANGE -> seal(Message.request(rqSeq, 0x00, 0x04, (byte) seconds));
            case CLOSE -> seal(Message.request(rqSeq, APP, 0x3C, sessionId()));
        };
    }

    private byte[] seal(byte[] message) {
        sequence++;
        return cipher.seal(handshake.bmcSessionId(), sequence, message);
    }

    private byte[] sessionId() {
        int id = handshake.bmcSessionId();
        return new byte[] {(byte) id, (byte) (id >> 8), (byte) (id >> 16), (byte) (id >> 24)};
    }

    /** @return whether it is the answer to the latest request, and not a second one to a request before */
    private boolean accept(byte[] datagram) {
        switch (step) {
            case CAPABILITIES -> {
                return isAnswer(Message.response(SetUpPacket.message(datagram)));
            }
            case OPEN -> handshake.acceptOpenSession(SetUpPacket.payload(datagram, 0x11));
            case RAKP_1 -> handshake.acceptRakp2(SetUpPacket.payload(datagram, 0x13));
            case RAKP_3 -> {
                handshake.acceptRakp4(SetUpPacket.payload(datagram, 0x15));
                cipher = handshake.cipher();
            }
            default -> {
                return isAnswer(Message.response(cipher.open(datagram, login.consoleSessionId(), 0)));
            }
        }
        return true;
    }

    private boolean isAnswer(Message answer) {
        if (answer.code() != 0) {
            throw new AssertionError(step + ": " + answer);
        }
        return answer.rqSeq() == rqSeq;
    }
}
