package org.ipmibridge.ipmi.console;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Proves silence without waiting for it: the answers to two Get Channel Authentication Capabilities, sent one after the other, show that the
 * BMC is done with everything that it got before.
 */
public final class Pinger {
    private static final int APP = 0x06;
    private static final int GET_CHANNEL_AUTHENTICATION_CAPABILITIES = 0x38;

    private final Wire wire;
    private int rqSeq;

    public Pinger(Wire wire) {
        this.wire = wire;
    }

    /** The datagrams that came before the answer to the second ping. */
    public List<byte[]> untilPong() {
        List<byte[]> others = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            await(ping(), others);
        }
        return others;
    }

    /** Sends a request outside a session, in IPMI v1.5 framing, and waits for its answer; all else that comes is dropped. */
    public Message sessionless(int netFn, int command, byte... data) {
        return await(send(netFn, command, data), new ArrayList<>());
    }

    private int ping() {
        return send(APP, GET_CHANNEL_AUTHENTICATION_CAPABILITIES, (byte) 0x0E, (byte) 4);
    }

    private int send(int netFn, int command, byte... data) {
        rqSeq = rqSeq + 1 & 0x3F;
        wire.send(SetUpPacket.ipmi15(Message.request(rqSeq, netFn, command, data)));
        return rqSeq;
    }

    private Message await(int expected, List<byte[]> others) {
        long end = System.nanoTime() + RemoteConsole.DEADLINE.toNanos();
        for (long left = end - System.nanoTime(); left > 0; left = end - System.nanoTime()) {
            byte[] datagram = wire.receive(Duration.ofNanos(left)).orElseThrow(Pinger::noAnswer);
            if (isAnswer(datagram, expected)) {
                return Message.response(Arrays.copyOfRange(datagram, 14, datagram.length));
            }
            others.add(datagram);
        }
        throw noAnswer();
    }

    private static NoAnswerException noAnswer() {
        return new NoAnswerException("a ping", RemoteConsole.DEADLINE, false);
    }

    private static boolean isAnswer(byte[] datagram, int rqSeq) {
        return SetUpPacket.isIpmi15(datagram) && datagram.length >= 22 && (datagram[18] & 0xFF) >> 2 == rqSeq;
    }
}
