package org.ipmibridge.launcher.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.SetUpPacket;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Sessions: how many, how long, and which packets of theirs are obeyed. */
public class SessionIT {
    private static final int MOST = 8;
    private static WireBridge bridge;

    @BeforeClass
    public static void start() throws Exception {
        bridge = WireBridge.start(config ->
                config.session("sessions.max", MOST).session("idle.seconds", 10).session("login.seconds", 5));
    }

    @AfterClass
    public static void stop() throws Exception {
        bridge.stop();
    }

    @Test
    public void aTableFullOfLogInsThatAreNeverFinishedKeepsNobodyOut() {
        try (RemoteConsole active = bridge.loggedIn(WireBridge.ADMIN)) {
            for (int i = 0; i < 5 * MOST; i++) {
                try (RemoteConsole halfOpen = bridge.console(WireBridge.ADMIN)) {
                    halfOpen.openSession();
                    halfOpen.exchangeRakp1();
                }
                assertThat(active.command(0, 1).code()).isZero();
            }
            try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
                assertThat(console.command(0, 1).code()).isZero();
                assertThat(console.closeSession().code()).isZero();
            }
            assertThat(active.command(0, 1).code()).isZero();
            assertThat(active.closeSession().code()).isZero();
        }
    }

    @Test
    public void onlyATableFullOfActiveSessionsRefusesALogInAndOnlyWithStatus01() {
        List<RemoteConsole> active = new ArrayList<>();
        try {
            for (int i = 0; i < MOST; i++) {
                active.add(bridge.loggedIn(2, WireBridge.ADMIN));
            }
            try (RemoteConsole oneTooMany = bridge.console(2, WireBridge.ADMIN)) {
                assertRefused(oneTooMany::openSession, 0x01);
                assertThat(active.get(0).closeSession().code()).isZero();
                oneTooMany.logIn();
                assertThat(oneTooMany.closeSession().code()).isZero();
            }
            for (RemoteConsole console : active.subList(1, MOST)) {
                assertThat(console.command(0, 1).code()).isZero();
                assertThat(console.closeSession().code()).isZero();
            }
        } finally {
            active.forEach(RemoteConsole::close);
        }
    }

    @Test
    public void aSessionWithoutPacketsEndsAndOneWithPacketsGoesOn() throws Exception {
        try (RemoteConsole idle = bridge.loggedIn(3, WireBridge.OPER);
                RemoteConsole busy = bridge.loggedIn(3, WireBridge.ADMIN)) {
            assertThat(idle.command(0, 1).code()).isZero();
            awaitSessions(busy, 1);
            bridge.demonstration().awaitLog("user=oper reason=idle");
            assertThat(idle.answersTo(idle.packet(9, 0, 1))).isEmpty();
            assertThat(busy.command(0, 1).code()).isZero();
            assertThat(busy.closeSession().code()).isZero();
        }
    }

    @Test
    public void aLogInThatTakesTooLongIsGivenUp() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            console.openSession();
            console.exchangeRakp1();
            byte[] rakp1 = console.handshake().rakp1();
            long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
            while (console.setUp(0x12, rakp1)[1] == 0) {
                assertThat(System.nanoTime()).as("given up in 60 s").isLessThan(end);
            }
            assertThat(console.setUp(0x12, rakp1)[1]).isEqualTo((byte) 0x02);
        }
    }

    @Test
    public void packetsMayComeInAnotherOrderWithinTheWindow() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            List<byte[]> packets = new ArrayList<>();
            for (int i = 0; i < 15; i++) {
                packets.add(console.packet(i + 10, 0, 1));
            }
            for (int i = packets.size() - 1; i >= 0; i--) {
                assertObeyed(console, packets.get(i), i + 10);
            }
            assertThat(console.closeSession().code()).isZero();
        }
    }

    @Test
    public void aPacketThatWasObeyedIsMetWithSilence() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            byte[] packet = console.packet(9, 0, 1);
            assertObeyed(console, packet, 9);
            assertThat(console.answersTo(packet)).isEmpty();
            for (int i = 0; i < 40; i++) {
                assertThat(console.command(0, 1).code()).isZero();
                assertThat(console.answersTo(packet)).isEmpty();
            }
            assertThat(console.closeSession().code()).isZero();
        }
    }

    @Test
    public void aPacketThatIsTooOldIsMetWithSilence() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            byte[] early = console.packet(9, 0, 1);
            byte[] late = console.packet(8, 0, 1);
            for (int i = 0; i < 16; i++) {
                assertThat(console.command(0, 1).code()).isZero();
            }
            assertThat(console.answersTo(early)).isEmpty();
            assertThat(console.answersTo(late)).hasSizeLessThanOrEqualTo(1);
            assertThat(console.command(0, 1).code()).isZero();
            assertThat(console.closeSession().code()).isZero();
        }
    }

    @Test
    public void aPacketFarAheadIsMetWithSilenceAndDoesNotMoveTheWindow() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            int sequence = console.sequence();
            for (int ahead : new int[] {17, 100, 0x10000, 0x40000000, Integer.MIN_VALUE}) {
                console.setSequence(sequence + ahead);
                assertThat(console.answersTo(console.packet(9, 0, 1)))
                        .as("%d ahead", ahead)
                        .isEmpty();
            }
            console.setSequence(sequence);
            assertThat(console.command(0, 1).code()).isZero();
            assertThat(console.closeSession().code()).isZero();
        }
    }

    @Test
    public void sequenceNumberZeroIsMetWithSilence() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            int sequence = console.sequence();
            console.setSequence(-1);
            assertThat(console.answersTo(console.packet(9, 0, 1))).isEmpty();
            console.setSequence(sequence);
            assertThat(console.command(0, 1).code()).isZero();
            assertThat(console.closeSession().code()).isZero();
        }
    }

    @Test
    public void aClosedSessionIsMetWithSilence() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN)) {
            assertThat(console.closeSession().code()).isZero();
            assertThat(console.answersTo(console.packet(9, 0, 1))).isEmpty();
        }
    }

    @Test
    public void aCommandThatNeedsASessionIsMetWithSilenceOutsideOfOne() {
        try (RemoteConsole console = bridge.console(WireBridge.ADMIN)) {
            byte[] off = Message.request(9, 0, 2, (byte) 0);
            assertThat(console.answersTo(SetUpPacket.ipmi15(off))).isEmpty();
            assertThat(console.answersTo(SetUpPacket.rmcpPlus(0, off))).isEmpty();
        }
    }

    @Test
    public void aSessionGoesOnFromAnotherAddressOfTheClient() {
        try (RemoteConsole console = bridge.loggedIn(WireBridge.ADMIN);
                RemoteConsole elsewhere = bridge.console(WireBridge.ADMIN)) {
            byte[] packet = console.packet(9, 0, 1);
            assertThat(elsewhere.answersTo(packet)).hasSize(1);
            assertThat(console.answersTo(packet)).isEmpty();
        }
    }

    private static void assertObeyed(RemoteConsole console, byte[] packet, int rqSeq) {
        console.sendRaw(packet);
        assertThat(console.await(rqSeq).code()).isZero();
    }

    private static void assertRefused(ThrowingCallable step, int status) {
        assertThatThrownBy(step).isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.status())
                .isEqualTo(status));
    }

    /** Asks how many sessions there are (Get Session Info of the asker's own), until there are so many. */
    private static void awaitSessions(RemoteConsole console, int wanted) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (console.command(6, 0x3D, 0).data()[2] != wanted) {
            assertThat(System.nanoTime()).as("%d sessions in 60 s", wanted).isLessThan(end);
        }
    }
}
