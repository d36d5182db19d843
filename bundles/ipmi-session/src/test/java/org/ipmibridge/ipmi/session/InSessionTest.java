package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.SetUpPacket;
import org.ipmibridge.ipmi.console.Suite;
import org.junit.Test;

public class InSessionTest {
    private final SessionFixture fixture = new SessionFixture();

    @Test
    public void aReplayedPacketIsNotAnswered() {
        RemoteConsole console = fixture.loggedIn();
        byte[] packet = console.packet(7, 0, SessionFixture.READ);
        assertThat(console.answersTo(packet)).hasSize(1);
        assertThat(console.answersTo(packet)).isEmpty();
    }

    @Test
    public void aPacketThatIsLateButNewIsAnswered() {
        RemoteConsole console = fixture.loggedIn();
        byte[] late = console.packet(7, 0, SessionFixture.READ);
        for (int i = 0; i < 16; i++) {
            console.command(0, SessionFixture.READ);
        }
        assertThat(console.answersTo(late)).hasSize(1);
        assertThat(console.answersTo(late)).isEmpty();
    }

    @Test
    public void aPacketThatIsTooLateIsNotAnswered() {
        RemoteConsole console = fixture.loggedIn();
        byte[] late = console.packet(7, 0, SessionFixture.READ);
        for (int i = 0; i < 17; i++) {
            console.command(0, SessionFixture.READ);
        }
        assertThat(console.answersTo(late)).isEmpty();
    }

    @Test
    public void aSequenceNumberTooFarAheadIsNotAnswered() {
        RemoteConsole console = fixture.loggedIn();
        int before = console.sequence();
        console.setSequence(before + 15);
        assertThat(console.answersTo(console.packet(1, 0, SessionFixture.READ))).isEmpty();
        console.setSequence(before + 14);
        assertThat(console.answersTo(console.packet(2, 0, SessionFixture.READ))).hasSize(1);
    }

    @Test
    public void sequenceNumberZeroIsNotAnswered() {
        RemoteConsole console = fixture.loggedIn();
        console.setSequence(-1);
        assertThat(console.answersTo(console.packet(1, 0, SessionFixture.READ))).isEmpty();
    }

    @Test
    public void aFlippedBitAnywhereIsNotAnswered() {
        for (Suite suite : new Suite[] {Suite.SUITE_2, Suite.SUITE_3, Suite.SUITE_16, Suite.SUITE_17}) {
            RemoteConsole console =
                    fixture.console(SessionFixture.ADMIN.withSuite(suite.id())).logIn();
            byte[] packet = console.packet(7, 0, SessionFixture.READ);
            for (int bit = 4 * 8; bit < packet.length * 8; bit++) {
                byte[] damaged = packet.clone();
                damaged[bit / 8] ^= (byte) (1 << bit % 8);
                assertThat(console.answersTo(damaged))
                        .as("suite %d, bit %d", suite.id(), bit)
                        .isEmpty();
            }
            assertThat(console.answersTo(packet)).hasSize(1);
        }
    }

    @Test
    public void everyTruncationOfAPacketIsNotAnswered() {
        RemoteConsole console = fixture.loggedIn();
        byte[] packet = console.packet(7, 0, SessionFixture.READ);
        for (int length = 4; length < packet.length; length++) {
            assertThat(console.answersTo(java.util.Arrays.copyOf(packet, length)))
                    .as("%d bytes", length)
                    .isEmpty();
        }
    }

    @Test
    public void plainTextInAProtectedSessionIsNotAnswered() {
        RemoteConsole console = fixture.loggedIn();
        byte[] plain = SetUpPacket.rmcpPlus(0, Message.request(1, 0, SessionFixture.READ));
        int id = console.bmcSessionId();
        for (int i = 0; i < 4; i++) {
            plain[6 + i] = (byte) (id >> 8 * i);
        }
        plain[10] = (byte) (console.sequence() + 1);
        assertThat(console.answersTo(plain)).isEmpty();
    }

    @Test
    public void nonsenseThatIsWellProtectedIsNotAnswered() {
        RemoteConsole console = fixture.loggedIn();
        byte[] nonsense = new byte[40];
        for (int i = 1; i <= 5; i++) {
            byte[] packet = console.cipher().seal(console.bmcSessionId(), console.sequence() + i, nonsense);
            assertThat(console.answersTo(packet)).isEmpty();
        }
        byte[] badPadding = new byte[16];
        badPadding[15] = 16;
        assertThat(console.answersTo(
                        console.cipher().sealPadded(console.bmcSessionId(), console.sequence() + 6, 0, badPadding)))
                .isEmpty();
    }

    @Test
    public void aCommandThatNeedsASessionIsNotAnsweredOutsideOne() {
        RemoteConsole console = fixture.console(SessionFixture.ADMIN);
        assertThat(console.answersTo(SetUpPacket.rmcpPlus(0, Message.request(1, 0, SessionFixture.READ))))
                .isEmpty();
        assertThat(console.answersTo(SetUpPacket.ipmi15(Message.request(1, 0, SessionFixture.READ))))
                .isEmpty();
    }

    @Test
    public void capabilitiesAreAnsweredInTheFramingOfTheRequest() {
        RemoteConsole console = fixture.console(SessionFixture.ADMIN);
        byte[] request = SetUpPacket.rmcpPlus(0, Message.request(1, 6, 0x38, (byte) 0x8E, (byte) 4));
        assertThat(console.answersTo(request)).singleElement().satisfies(answer -> {
            assertThat(answer).startsWith(6, 0, 0xFF, 7, 6, 0, 0, 0, 0, 0, 0, 0, 0, 0);
            assertThat(answer).hasSize(4 + 12 + 16);
        });
    }

    @Test
    public void anIdleSessionEndsAfterItsTime() {
        RemoteConsole console = fixture.loggedIn();
        fixture.clock.advance(java.time.Duration.ofSeconds(60));
        fixture.sessions.expire();
        assertThat(console.command(0, SessionFixture.READ).code()).isZero();
        fixture.clock.advance(java.time.Duration.ofSeconds(61));
        fixture.sessions.expire();
        assertThat(console.answersTo(console.packet(1, 0, SessionFixture.READ))).isEmpty();
        assertThat(fixture.sessions.active("vm1")).isEmpty();
    }

    @Test
    public void aReplacementOfThisBundleFindsTheSessionsOfTheOneBefore() {
        MemoryStore store = new MemoryStore();
        SessionSettings settings = SessionFixture.settings(8);
        SessionFixture before = new SessionFixture(settings, store);
        RemoteConsole console = before.loggedIn();
        SessionFixture after = new SessionFixture(settings, store);
        byte[] packet = console.packet(9, 0, SessionFixture.READ);
        RemoteConsole viaNew = new RemoteConsole(after.wire(), SessionFixture.ADMIN);
        assertThat(viaNew.answersTo(packet))
                .singleElement()
                .satisfies(answer -> assertThat(console.accept(answer).code()).isZero());
    }
}
