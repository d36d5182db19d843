package org.ipmibridge.testkit.hostile;

import java.util.Arrays;
import java.util.function.Function;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.SetUpPacket;
import org.ipmibridge.testkit.hostile.Workshop.Hostile;
import org.ipmibridge.testkit.hostile.Workshop.Spoilable;

/** What can be wrong with a packet. */
public enum Kind {
    TRUNCATED(Kind::truncated),
    LENGTH_FIELD(Kind::lengthField),
    SESSION_ID(Kind::sessionId),
    BIT_FLIPS(Kind::bitFlips),
    PAYLOAD_TYPE(Kind::payloadType),
    RAKP_1_NAME(Kind::rakp1Name),
    GIANT(Kind::giant),
    ASF(Kind::asf),
    RANDOM(Kind::random),
    RAKP_3_CODE(Kind::rakp3Code),
    TAKEOVER(Kind::takeover),
    REPLAY(Kind::replay),
    PLAIN_TEXT(Kind::plainText),
    AUTH_CODE(Kind::authCode),
    PROTECTED_NONSENSE(Kind::protectedNonsense),
    IPMI_15(Kind::ipmi15);

    private static final int LARGEST = 65507;

    private final Function<Workshop, Hostile> maker;

    Kind(Function<Workshop, Hostile> maker) {
        this.maker = maker;
    }

    Hostile make(Workshop workshop) {
        return maker.apply(workshop);
    }

    private static Hostile truncated(Workshop workshop) {
        Spoilable model = workshop.model();
        return model.spoilt(Arrays.copyOf(model.packet(), workshop.random.nextInt(model.packet().length)));
    }

    private static Hostile lengthField(Workshop workshop) {
        Spoilable model = workshop.model();
        byte[] packet = model.packet();
        int was = model.isRmcpPlus() ? packet[14] & 0xFF | (packet[15] & 0xFF) << 8 : packet[13] & 0xFF;
        int now = workshop.anyOf(0, 1, was + 1, was - 1, was + 16, 0x7FFF, 0xFFFF, workshop.random.nextInt(65536));
        if (model.isRmcpPlus()) {
            Workshop.putShort(packet, 14, now == was ? was + 2 : now);
        } else {
            packet[13] = (byte) (was + 1 + workshop.random.nextInt(254));
        }
        return model.spoilt(packet);
    }

    /** Half of them have the right AuthCode. */
    private static Hostile sessionId(Workshop workshop) {
        byte[] packet = workshop.victimPacket();
        int id = workshop.victim().bmcSessionId();
        Workshop.putInt(
                packet,
                6,
                workshop.oneIn(4) ? id ^ 1 << workshop.random.nextInt(32) : id + 1 + workshop.random.nextInt(1 << 30));
        return new Hostile(workshop.oneIn(2) ? workshop.victim().cipher().resign(packet) : packet, true);
    }

    /** An odd number of flips, anywhere that the AuthCode covers, so that they cannot cancel out. */
    private static Hostile bitFlips(Workshop workshop) {
        byte[] packet = workshop.victimPacket();
        for (int flips = 1 + 2 * workshop.random.nextInt(4); flips > 0; flips--) {
            int bit = workshop.random.nextInt((packet.length - 4) * 8);
            packet[4 + bit / 8] ^= (byte) (1 << bit % 8);
        }
        return new Hostile(packet, true);
    }

    private static Hostile payloadType(Workshop workshop) {
        Spoilable model = workshop.model();
        model.packet()[model.isRmcpPlus() ? 5 : 4] ^= (byte) (1 + workshop.random.nextInt(255));
        return model.spoilt(model.packet());
    }

    /** Up to 255 bytes of a name that is no text. */
    private static Hostile rakp1Name(Workshop workshop) {
        byte[] fixed = workshop.rakp1(workshop.openedSession(false));
        byte[] name = workshop.bytes(workshop.random.nextInt(300));
        byte[] payload = Arrays.copyOf(fixed, 28 + name.length);
        System.arraycopy(name, 0, payload, 28, name.length);
        payload[27] = (byte) workshop.anyOf(0, 16, 17, 255, name.length, workshop.random.nextInt(256));
        return new Hostile(SetUpPacket.rmcpPlus(Workshop.RAKP_1, payload), false);
    }

    private static Hostile giant(Workshop workshop) {
        Spoilable model = workshop.model();
        int length =
                workshop.oneIn(2) ? 1500 + workshop.random.nextInt(3000) : LARGEST - workshop.random.nextInt(40000);
        byte[] packet = workshop.bytes(length);
        System.arraycopy(model.packet(), 0, packet, 0, model.packet().length);
        Workshop.putShort(packet, 14, workshop.oneIn(2) ? 0xFFFF : length - 16);
        return model.spoilt(packet);
    }

    /** A Presence Ping, mostly spoilt. */
    private static Hostile asf(Workshop workshop) {
        byte[] packet = workshop.bytes(workshop.anyOf(12, workshop.random.nextInt(13), workshop.random.nextInt(300)));
        byte[] ping = {6, 0, (byte) 0xFF, 6, 0, 0, 0x11, (byte) 0xBE, (byte) 0x80, 1, 0, 0};
        System.arraycopy(ping, 0, packet, 0, Math.min(ping.length, packet.length));
        if (packet.length > 0 && !workshop.oneIn(8)) {
            packet[workshop.random.nextInt(Math.min(ping.length, packet.length))] = (byte) workshop.random.nextInt();
        }
        return new Hostile(packet, false);
    }

    private static Hostile random(Workshop workshop) {
        byte[] packet = workshop.bytes(workshop.random.nextInt(workshop.oneIn(4) ? 1500 : 100));
        if (packet.length >= 6 && !workshop.oneIn(4)) {
            System.arraycopy(new byte[] {6, 0, (byte) 0xFF, 7}, 0, packet, 0, 4);
            packet[4] = (byte) workshop.anyOf(0, 2, 6, 6, 6, packet[4]);
            packet[5] = (byte) workshop.anyOf(0x10, 0x12, 0x14, 0, packet[5]);
        }
        return new Hostile(packet, false);
    }

    private static Hostile rakp3Code(Workshop workshop) {
        int length = workshop.oneIn(4) ? workshop.random.nextInt(64) : workshop.anyOf(20, 32);
        byte[] payload = workshop.rakp3(workshop.openedSession(true), length);
        return new Hostile(SetUpPacket.rmcpPlus(Workshop.RAKP_3, payload), false);
    }

    /** Messages of a log-in that name the victim's session. */
    private static Hostile takeover(Workshop workshop) {
        int id = workshop.victim().bmcSessionId();
        byte[] packet = workshop.oneIn(2)
                ? SetUpPacket.rmcpPlus(Workshop.RAKP_1, workshop.rakp1(id))
                : SetUpPacket.rmcpPlus(Workshop.RAKP_3, workshop.rakp3(id, workshop.anyOf(0, 20, 32)));
        if (workshop.oneIn(4) && packet[5] == Workshop.RAKP_3) {
            packet[17] = (byte) (1 + workshop.random.nextInt(18)); // "I give up"
        }
        return new Hostile(packet, false);
    }

    /** What has just been answered, once more. */
    private static Hostile replay(Workshop workshop) {
        int rqSeq = 1 + workshop.random.nextInt(0x3C);
        byte[] packet = workshop.victim().packet(rqSeq, 0, 1);
        workshop.victim().sendRaw(packet);
        workshop.victim().await(rqSeq);
        return new Hostile(packet, true);
    }

    /** A command in the victim's session that is neither encrypted nor signed. */
    private static Hostile plainText(Workshop workshop) {
        byte[] message = Message.request(1 + workshop.random.nextInt(0x3C), 0, 1);
        byte[] packet = SetUpPacket.rmcpPlus(workshop.anyOf(0, 0x40, 0x80), message);
        Workshop.putInt(packet, 6, workshop.victim().bmcSessionId());
        Workshop.putInt(packet, 10, workshop.oneIn(2) ? workshop.victim().sequence() + 1 : 0);
        return new Hostile(packet, true);
    }

    private static Hostile authCode(Workshop workshop) {
        byte[] good = workshop.victimPacket();
        int length = workshop.anyOf(1, 12, 16);
        if (workshop.oneIn(2)) {
            return new Hostile(Arrays.copyOf(good, good.length - length), true);
        }
        byte[] packet = good.clone();
        byte[] code = workshop.oneIn(2) ? new byte[length] : workshop.bytes(length);
        System.arraycopy(code, 0, packet, packet.length - length, length);
        if (Arrays.equals(packet, good)) {
            packet[packet.length - 1] ^= 1;
        }
        return new Hostile(packet, true);
    }

    /** Encrypted and signed as it should be, and nonsense inside. */
    private static Hostile protectedNonsense(Workshop workshop) {
        byte[] message = Message.request(Workshop.NONSENSE_RQ_SEQ, 0, 1);
        return switch (workshop.random.nextInt(4)) {
            case 0 -> {
                message[workshop.anyOf(2, message.length - 1)] ^= (byte) (1 + workshop.random.nextInt(255));
                yield nonsense(workshop, message);
            }
            case 1 -> nonsense(workshop, Arrays.copyOf(message, workshop.random.nextInt(message.length)));
            case 2 ->
                nonsense(
                        workshop,
                        Message.request(Workshop.NONSENSE_RQ_SEQ, 0, 1, workshop.bytes(workshop.random.nextInt(180))));
            default -> wrongPad(workshop, message);
        };
    }

    private static Hostile nonsense(Workshop workshop, byte[] message) {
        return new Hostile(workshop.victim().nextPacket(message), true);
    }

    private static Hostile wrongPad(Workshop workshop, byte[] message) {
        byte[] padded = Arrays.copyOf(message, 16 * (1 + workshop.random.nextInt(2)));
        padded[padded.length - 1] = (byte) workshop.anyOf(0xFF, 16 + workshop.random.nextInt(240));
        return new Hostile(workshop.victim().nextPaddedPacket(padded), true);
    }

    private static Hostile ipmi15(Workshop workshop) {
        byte[] data = workshop.bytes(workshop.random.nextInt(40));
        byte[] message = Message.request(workshop.random.nextInt(64), 6, workshop.anyOf(0x38, 0x39, 0x3A), data);
        int type = workshop.random.nextInt(6);
        int code = type == 0 ? 0 : 16;
        byte[] packet = workshop.bytes(14 + code + message.length);
        System.arraycopy(new byte[] {6, 0, (byte) 0xFF, 7, (byte) type}, 0, packet, 0, 5);
        if (workshop.oneIn(2)) {
            Arrays.fill(packet, 5, 13, (byte) 0);
        }
        packet[13 + code] = (byte) (workshop.oneIn(4) ? workshop.random.nextInt() : message.length);
        System.arraycopy(message, 0, packet, 14 + code, message.length);
        return new Hostile(packet, false);
    }
}
