package org.ipmibridge.testkit.hostile;

import java.util.Random;
import org.ipmibridge.ipmi.console.Handshake;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.SetUpPacket;
import org.ipmibridge.ipmi.console.Wire;

/** What hostile packets are made of: good packets of a proper session, the victim's, and of log-ins by somebody else, the attacker. */
final class Workshop {
    /** The victim uses this rqSeq for well protected nonsense only, which may be answered. */
    static final int NONSENSE_RQ_SEQ = 0x3E;

    static final int RAKP_1 = 0x12;
    static final int RAKP_3 = 0x14;

    private static final int APP = 0x06;

    final Random random;
    private final RemoteConsole victim;
    private final Wire attackerWire;
    private final Login attackerLogin;

    Workshop(Random random, RemoteConsole victim, Wire attackerWire, Login attackerLogin) {
        this.random = random;
        this.victim = victim;
        this.attackerWire = attackerWire;
        this.attackerLogin = attackerLogin;
    }

    RemoteConsole victim() {
        return victim;
    }

    /** A good packet to be spoilt: any message of a log-in, or one of the victim's. */
    Spoilable model() {
        return random.nextInt(3) == 0 ? new Spoilable(victimPacket(), true) : new Spoilable(setUpPacket(), false);
    }

    /** A good packet of the victim's session, which was never sent and whose sequence number stays free. */
    byte[] victimPacket() {
        byte[] packet = victim.packet(1 + random.nextInt(0x3C), 0, 1);
        victim.setSequence(victim.sequence() - 1);
        return packet;
    }

    /** A good packet of a log-in that names no session, or one at random. */
    private byte[] setUpPacket() {
        Handshake handshake = new Handshake(attackerLogin);
        return switch (random.nextInt(4)) {
            case 0 -> SetUpPacket.ipmi15(Message.request(random.nextInt(64), APP, 0x38, (byte) 0x8E, (byte) 4));
            case 1 -> SetUpPacket.rmcpPlus(0x10, handshake.openSessionRequest());
            case 2 -> SetUpPacket.rmcpPlus(RAKP_1, rakp1(random.nextInt()));
            default -> SetUpPacket.rmcpPlus(RAKP_3, rakp3(random.nextInt(), 32));
        };
    }

    /** A RAKP 1 that names this session. */
    byte[] rakp1(int sessionId) {
        byte[] payload = new Handshake(attackerLogin).rakp1();
        putInt(payload, 4, sessionId);
        return payload;
    }

    /** A RAKP 3 that names this session, with a code at random. */
    byte[] rakp3(int sessionId, int codeLength) {
        byte[] payload = bytes(8 + codeLength);
        payload[1] = payload[2] = payload[3] = 0;
        putInt(payload, 4, sessionId);
        return payload;
    }

    /** The ID of a session that the attacker opened, up to Open Session Response or, with {@code rakp1}, to RAKP 2. */
    int openedSession(boolean rakp1) {
        RemoteConsole attacker = new RemoteConsole(attackerWire, attackerLogin);
        attacker.openSession();
        if (rakp1) {
            attacker.exchangeRakp1();
        }
        return attacker.bmcSessionId();
    }

    byte[] bytes(int count) {
        byte[] bytes = new byte[count];
        random.nextBytes(bytes);
        return bytes;
    }

    /** One of the values. */
    int anyOf(int... values) {
        return values[random.nextInt(values.length)];
    }

    boolean oneIn(int count) {
        return random.nextInt(count) == 0;
    }

    static void putInt(byte[] bytes, int at, int value) {
        putShort(bytes, at, value);
        putShort(bytes, at + 2, value >> 16);
    }

    static void putShort(byte[] bytes, int at, int value) {
        bytes[at] = (byte) value;
        bytes[at + 1] = (byte) (value >> 8);
    }

    /** @param victims whether it is one of the victim's packets, so that no answer to it, once it is spoilt, is right */
    record Spoilable(byte[] packet, boolean victims) {
        boolean isRmcpPlus() {
            return packet[4] == 6;
        }

        Hostile spoilt(byte[] bytes) {
            return new Hostile(bytes, victims);
        }
    }

    /** @param byVictim whether the victim's own socket sends it */
    record Hostile(byte[] packet, boolean byVictim) {}
}
