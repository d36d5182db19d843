package org.ipmibridge.ipmi.console;

import java.nio.ByteBuffer;
import java.util.Arrays;

/** The framing of packets that belong to no session. */
public final class SetUpPacket {
    private static final int HEADER_15 = 14;
    private static final int HEADER_20 = 16;

    private SetUpPacket() {}

    /** An RMCP+ packet outside a session, around a payload of this type (IPMI v2.0, section 13.6). */
    public static byte[] rmcpPlus(int payloadType, byte[] payload) {
        return Bytes.littleEndian(HEADER_20 + payload.length)
                .put(Bytes.of(6, 0, 0xFF, 7, 6, payloadType))
                .putInt(0)
                .putInt(0)
                .putShort((short) payload.length)
                .put(payload)
                .array();
    }

    /** An IPMI v1.5 packet outside a session, around a message. */
    public static byte[] ipmi15(byte[] message) {
        return Bytes.littleEndian(HEADER_15 + message.length)
                .put(Bytes.of(6, 0, 0xFF, 7, 0))
                .putInt(0)
                .putInt(0)
                .put((byte) message.length)
                .put(message)
                .array();
    }

    /** The payload of an RMCP+ packet outside a session; any other packet is refused. */
    public static byte[] payload(byte[] datagram, int payloadType) {
        Bytes.check(isRmcpPlus(datagram), "no RMCP+ packet", datagram);
        ByteBuffer header = Bytes.littleEndian(datagram);
        Bytes.check(header.get(5) == payloadType, "another payload than " + payloadType, datagram);
        Bytes.check(header.getInt(6) == 0 && header.getInt(10) == 0, "in a session", datagram);
        Bytes.check(header.getShort(14) == datagram.length - HEADER_20, "wrong length", datagram);
        return Arrays.copyOfRange(datagram, HEADER_20, datagram.length);
    }

    /** The message in a packet outside a session; any other packet is refused. */
    public static byte[] message(byte[] datagram) {
        if (isRmcpPlus(datagram)) {
            return payload(datagram, 0);
        }
        Bytes.check(isIpmi15(datagram), "no IPMI packet outside a session", datagram);
        Bytes.check((datagram[13] & 0xFF) == datagram.length - HEADER_15, "wrong length", datagram);
        return Arrays.copyOfRange(datagram, HEADER_15, datagram.length);
    }

    static boolean isIpmi15(byte[] datagram) {
        return datagram.length > HEADER_15
                && Arrays.equals(datagram, 0, 13, Bytes.of(6, 0, 0xFF, 7, 0, 0, 0, 0, 0, 0, 0, 0, 0), 0, 13);
    }

    private static boolean isRmcpPlus(byte[] datagram) {
        return datagram.length >= HEADER_20 && Arrays.equals(datagram, 0, 5, Bytes.of(6, 0, 0xFF, 7, 6), 0, 5);
    }
}
