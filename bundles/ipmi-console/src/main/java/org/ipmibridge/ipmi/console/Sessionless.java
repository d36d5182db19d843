package org.ipmibridge.ipmi.console;

/** Asks a BMC questions outside of any session. */
final class Sessionless {
    private final Wire wire;
    private int rqSeq;

    Sessionless(Wire wire) {
        this.wire = wire;
    }

    /** Asks in the framing of IPMI v1.5, which every BMC knows. @throws NoAnswerException if there is no answer */
    Message ask15(String name, int netFn, int command, int... data) {
        byte[] message = Message.request(next(), netFn, command, Bytes.of(data));
        return new Exchange(wire, Patience.USUAL).ask(name, () -> SetUpPacket.ipmi15(message), this::read);
    }

    /** Asks in the framing of IPMI v2.0, for a moment only. @throws NoAnswerException if there is no answer */
    Message ask20(String name, int netFn, int command, int... data) {
        byte[] message = Message.request(next(), netFn, command, Bytes.of(data));
        return new Exchange(wire, Patience.SHORT).ask(name, () -> SetUpPacket.rmcpPlus(0, message), this::read);
    }

    private Message read(byte[] datagram) {
        return Message.response(SetUpPacket.message(datagram)).to(rqSeq);
    }

    private int next() {
        rqSeq = rqSeq + 1 & 0x3F;
        return rqSeq;
    }
}
