package org.ipmibridge.testkit.hostile;

import java.util.Arrays;
import java.util.HexFormat;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.SetUpPacket;

/** What a BMC may answer to hostile packets. */
final class Answers {
    private static final byte[] RMCP_ASF = {6, 0, (byte) 0xFF, 6};
    private static final byte[] RMCP_IPMI = {6, 0, (byte) 0xFF, 7};

    private Answers() {}

    /** To the attacker: a whole answer outside any session, and never the acceptance of a log-in. */
    static void checkOutsideSession(byte[] answer) {
        if (isAck(answer) || isPong(answer)) {
            return;
        }
        require(answer.length >= 16 && starts(answer, RMCP_IPMI), "no RMCP packet of IPMI", answer);
        if (answer[4] != 6) {
            Message.response(SetUpPacket.message(answer));
            return;
        }
        require(answer[5] >= 0 && answer[5] < 0x40, "protected, outside a session", answer);
        byte[] payload = SetUpPacket.payload(answer, answer[5]);
        switch (answer[5]) {
            case 0 -> Message.response(payload);
            case 0x11 -> requireLength(payload, 36);
            case 0x13 -> requireLength(payload, payload.length < 72 ? 60 : 72);
            case 0x15 -> require(payload.length == 8 && payload[1] != 0, "a log-in was accepted", answer);
            default -> throw new AssertionError("payload type of an answer: " + hex(answer));
        }
    }

    /** To the victim: in the session only the answer to well protected nonsense. */
    static void checkToVictim(RemoteConsole victim, byte[] answer) {
        boolean inSession = answer.length >= 10 && answer[4] == 6 && !Arrays.equals(answer, 6, 10, new byte[4], 0, 4);
        if (!inSession) {
            checkOutsideSession(answer);
            return;
        }
        Message message = victim.accept(answer);
        require(message.rqSeq() == Workshop.NONSENSE_RQ_SEQ, "a damaged packet was obeyed", answer);
    }

    private static boolean isAck(byte[] answer) {
        return answer.length == 4 && answer[0] == 6 && (answer[3] & 0x80) != 0;
    }

    private static boolean isPong(byte[] answer) {
        return answer.length == 28 && starts(answer, RMCP_ASF) && answer[8] == 0x40;
    }

    private static boolean starts(byte[] answer, byte[] beginning) {
        return Arrays.equals(answer, 0, 4, beginning, 0, 4);
    }

    /** A refusal is eight bytes long, anything else as long as it must be. */
    private static void requireLength(byte[] payload, int length) {
        require(payload.length == 8 ? payload[1] != 0 : payload.length == length, "wrong length", payload);
    }

    private static void require(boolean right, String complaint, byte[] answer) {
        if (!right) {
            throw new AssertionError(complaint + ": " + hex(answer));
        }
    }

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }
}
