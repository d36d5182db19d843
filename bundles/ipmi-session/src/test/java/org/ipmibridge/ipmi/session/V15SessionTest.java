package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.ipmibridge.ipmi.console.Authentication15;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.RemoteConsole15;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.junit.Test;

public class V15SessionTest {
    private static final Login ADMIN = SessionFixture.ADMIN;

    private final SessionFixture fixture = new SessionFixture();

    @Test
    public void everyAuthenticationTypeOpensASessionThatAnswersCommands() {
        for (Authentication15 type :
                new Authentication15[] {Authentication15.MD5, Authentication15.MD2, Authentication15.STRAIGHT_PASSWORD
                }) {
            RemoteConsole15 console = fixture.console15(ADMIN, type).logIn();
            assertThat(console.command(0, SessionFixture.READ).code())
                    .as("%s", type)
                    .isZero();
            assertThat(console.closeSession().code()).isZero();
        }
    }

    @Test
    public void nothingBut20IsAnsweredWhereVersion15IsOff() {
        SessionFixture only2 = new SessionFixture(SessionFixture.settings(8));
        refused(only2.console15(ADMIN, Authentication15.MD5), 0xCC);
    }

    @Test
    public void aTypeThatIsNotConfiguredIsRefused() {
        SessionFixture md5 = new SessionFixture(SessionFixture.settings(8, AuthenticationType.MD5));
        refused(md5.console15(ADMIN, Authentication15.STRAIGHT_PASSWORD), 0xCC);
        refused(fixture.console15(ADMIN, Authentication15.NONE), 0xCC);
    }

    @Test
    public void anUnknownNameIsRefusedWith81AndTheNullUserWith82() {
        refused(fixture.console15(Login.of("nobody", "x"), Authentication15.MD5), 0x81);
        refused(fixture.console15(Login.of("", "x"), Authentication15.MD5), 0x82);
    }

    @Test
    public void aUserWithAPasswordOfMoreThan16BytesCannotLogIn() {
        fixture.users.with("vm1", 5, "long", "12345678901234567", PrivilegeLevel.USER);
        refused(fixture.console15(Login.of("long", "12345678901234567"), Authentication15.MD5), 0x81);
    }

    @Test
    public void aWrongPasswordIsNotAnswered() {
        RemoteConsole15 console = fixture.console15(Login.of("admin", "wrong"), Authentication15.MD5);
        byte[] challenge = console.challenge();
        assertThat(console.answersTo(console.activation(challenge))).isEmpty();
        assertThat(fixture.sessions.active("vm1")).isEmpty();
    }

    @Test
    public void anotherChallengeIsRefused() {
        RemoteConsole15 console = fixture.console15(ADMIN, Authentication15.MD5);
        byte[] challenge = console.challenge();
        challenge[3] ^= 1;
        assertThatThrownBy(() -> console.activate(challenge))
                .isInstanceOfSatisfying(RefusedException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(0xCC));
    }

    @Test
    public void aPrivilegeAboveTheUsersLimitIsRefusedWith86() {
        refused(fixture.console15(Login.of("oper", "test"), Authentication15.MD5), 0x86);
    }

    @Test
    public void anActivationThatComesAgainIsAnsweredAgain() {
        RemoteConsole15 console = fixture.console15(ADMIN, Authentication15.MD5);
        byte[] challenge = console.challenge();
        byte[] activation = console.activation(challenge);
        assertThat(console.answersTo(activation)).hasSize(1);
        assertThat(console.answersTo(activation)).hasSize(1);
        assertThat(fixture.sessions.active("vm1")).hasSize(1);
    }

    @Test
    public void anActivationThatComesAgainGetsTheSameSequenceNumbers() {
        RemoteConsole15 console = fixture.console15(ADMIN, Authentication15.MD5);
        byte[] activation = console.activation(console.challenge());
        byte[] first = console.answersTo(activation).get(0);
        assertThat(console.answersTo(activation)).containsExactly(first);
    }

    @Test
    public void oneSessionMoreThanTheUserMayHaveIsRefusedWith82() {
        fixture.users.save("vm1", fixture.users.user("vm1", 2).withSessionLimit(1));
        fixture.console15(ADMIN, Authentication15.MD5).logIn();
        refused(fixture.console15(ADMIN, Authentication15.MD5), 0x82);
    }

    @Test
    public void anActivationThatComesAgainIsNoFurtherSession() {
        fixture.users.save("vm1", fixture.users.user("vm1", 2).withSessionLimit(1));
        RemoteConsole15 console = fixture.console15(ADMIN, Authentication15.MD5);
        byte[] challenge = console.challenge();
        console.activate(challenge);
        console.activate(challenge);
    }

    @Test
    public void anActivationIsNotAnsweredOnceTheSessionIsInUse() {
        RemoteConsole15 console = fixture.console15(ADMIN, Authentication15.MD5);
        byte[] challenge = console.challenge();
        byte[] activation = console.activation(challenge);
        console.activate(challenge);
        console.command(0, SessionFixture.READ);
        assertThat(console.answersTo(activation)).isEmpty();
        assertThat(console.command(0, SessionFixture.READ).code()).isZero();
    }

    @Test
    public void aReplayedPacketIsNotAnswered() {
        RemoteConsole15 console = fixture.console15(ADMIN, Authentication15.MD5).logIn();
        byte[] packet = console.packet(1, 0, SessionFixture.READ);
        assertThat(console.answersTo(packet)).hasSize(1);
        assertThat(console.answersTo(packet)).isEmpty();
    }

    @Test
    public void aFlippedBitAnywhereIsNotAnswered() {
        RemoteConsole15 console = fixture.console15(ADMIN, Authentication15.MD5).logIn();
        byte[] packet = console.packet(1, 0, SessionFixture.READ);
        for (int bit = 5 * 8; bit < packet.length * 8; bit++) {
            byte[] damaged = packet.clone();
            damaged[bit / 8] ^= (byte) (1 << bit % 8);
            assertThat(console.answersTo(damaged)).as("bit %d", bit).isEmpty();
        }
        assertThat(console.answersTo(packet)).hasSize(1);
    }

    @Test
    public void aPacketWithoutAuthenticationIsNotAnsweredInAnAuthenticatedSession() {
        RemoteConsole15 console = fixture.console15(ADMIN, Authentication15.MD5).logIn();
        byte[] packet = console.packet(1, 0, SessionFixture.READ);
        byte[] plain = new byte[packet.length - 16];
        System.arraycopy(packet, 0, plain, 0, 13);
        System.arraycopy(packet, 29, plain, 13, plain.length - 13);
        plain[4] = 0;
        assertThat(console.answersTo(plain)).isEmpty();
    }

    @Test
    public void version15PacketsDoNotReachAVersion20Session() {
        RemoteConsole victim = fixture.loggedIn();
        RemoteConsole15 other = fixture.console15(ADMIN, Authentication15.MD5).logIn();
        byte[] packet = other.packet(1, 0, SessionFixture.READ);
        for (int i = 0; i < 4; i++) {
            packet[9 + i] = (byte) (victim.bmcSessionId() >> 8 * i);
        }
        assertThat(other.answersTo(packet)).isEmpty();
    }

    private static void refused(RemoteConsole15 console, int code) {
        assertThatThrownBy(console::logIn)
                .isInstanceOfSatisfying(RefusedException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(code));
    }
}
