package org.ipmibridge.ipmi.console;

import java.util.Arrays;

/**
 * An IPMI LAN response as it came (IPMI v2.0, section 13.8).
 *
 * @param netFn the network function, odd
 * @param command the command number
 * @param rqSeq the sequence number of the request
 * @param code the completion code
 * @param data what follows it
 */
public record Message(int netFn, int command, int rqSeq, int code, byte[] data) {
    private static final int BMC = 0x20;
    private static final int CONSOLE = 0x81;

    /** A request from a remote console to the BMC, both at LUN 0. */
    public static byte[] request(int rqSeq, int netFn, int command, byte... data) {
        byte[] message = new byte[7 + data.length];
        message[0] = BMC;
        message[1] = (byte) (netFn << 2);
        message[2] = checksum(message, 0, 2);
        message[3] = (byte) CONSOLE;
        message[4] = (byte) (rqSeq << 2);
        message[5] = (byte) command;
        System.arraycopy(data, 0, message, 6, data.length);
        message[6 + data.length] = checksum(message, 3, 3 + data.length);
        return message;
    }

    /** Reads a response; a wrong checksum, address or LUN is refused. */
    public static Message response(byte[] message) {
        Bytes.check(message.length >= 8, "too short a response", message);
        Bytes.check(checksum(message, 0, 3) == 0, "wrong first checksum", message);
        Bytes.check(checksum(message, 3, message.length - 3) == 0, "wrong second checksum", message);
        Bytes.check((message[0] & 0xFF) == CONSOLE && message[3] == BMC, "wrong address", message);
        Bytes.check((message[1] & 7) == 4 && (message[4] & 3) == 0, "wrong LUN, or no response", message);
        return new Message(
                (message[1] & 0xFF) >> 2,
                message[5] & 0xFF,
                (message[4] & 0xFF) >> 2,
                message[6] & 0xFF,
                Arrays.copyOfRange(message, 7, message.length - 1));
    }

    private static byte checksum(byte[] bytes, int offset, int length) {
        int sum = 0;
        for (int i = offset; i < offset + length; i++) {
            sum += bytes[i];
        }
        return (byte) -sum;
    }

    /** This, when it answers the request with this rqSeq. @throws InvalidAnswerException if it answers another one */
    Message to(int expected) {
        if (rqSeq != expected) {
            throw new InvalidAnswerException("answer to another request than " + expected + ": " + this);
        }
        return this;
    }

    /** The data as {@code 01 20 ff}. */
    public String hex() {
        return Bytes.hex(data);
    }

    @Override
    public String toString() {
        return String.format("%02x/%02x seq %d: code %02x data %s", netFn, command, rqSeq, code, hex());
    }
}
