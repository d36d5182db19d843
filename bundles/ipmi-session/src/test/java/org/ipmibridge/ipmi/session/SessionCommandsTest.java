package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.junit.Test;

public class SessionCommandsTest {
    private static final int APP = 6;

    private final SessionFixture fixture = new SessionFixture(new SessionSettings(
            new java.util.LinkedHashSet<>(java.util.List.of(CipherSuite.SUITE_17, CipherSuite.SUITE_3)),
            Set.of(AuthenticationType.MD5),
            64,
            Duration.ofSeconds(60),
            Duration.ofSeconds(10)));

    @Test
    public void capabilitiesTellBothVersionsToWhoAsksForThem() {
        assertThat(capabilities(0x8E, 4)).isEqualTo("01 84 04 03 00 00 00 00");
        assertThat(capabilities(0x0E, 4)).isEqualTo("01 04 04 00 00 00 00 00");
    }

    @Test
    public void capabilitiesTellOnlyVersion2WhereVersion15IsOff() {
        SessionFixture only2 = new SessionFixture(SessionFixture.settings(8));
        assertThat(only2.console(SessionFixture.ADMIN)
                        .sessionless(APP, 0x38, 0x8E, 4)
                        .hex())
                .isEqualTo("01 80 04 02 00 00 00 00");
    }

    @Test
    public void capabilitiesTellOfKgAndOfNullUsers() {
        fixture.bmc.withKg(Secret.of("kg"));
        assertThat(capabilities(0x8E, 4)).startsWith("01 84 24");
        fixture.users.with("vm1", 1, "", "secret", PrivilegeLevel.USER);
        assertThat(capabilities(0x8E, 4)).startsWith("01 84 26");
        fixture.users.with("vm1", 1, "", "", PrivilegeLevel.USER);
        assertThat(capabilities(0x8E, 4)).startsWith("01 84 25");
    }

    @Test
    public void capabilitiesOfAChannelThatDoesNotExistAreRefused() {
        RemoteConsole console = fixture.console(SessionFixture.ADMIN);
        assertThat(console.sessionless(APP, 0x38, 0x82, 4).code()).isEqualTo(0xCC);
        assertThat(console.sessionless(APP, 0x38, 0x8E, 7).code()).isEqualTo(0xCC);
        assertThat(console.sessionless(APP, 0x38, 0x8E).code()).isEqualTo(0xC7);
        assertThat(console.sessionless(APP, 0x38, 0x8E, 4, 0).code()).isEqualTo(0xC7);
    }

    @Test
    public void cipherSuitesComeInPiecesOf16BytesInTheConfiguredOrder() {
        RemoteConsole console = fixture.console(SessionFixture.ADMIN);
        assertThat(console.sessionless(APP, 0x54, 0x0E, 0, 0x80).hex()).isEqualTo("01 c0 11 03 44 81 c0 03 01 41 81");
        assertThat(console.sessionless(APP, 0x54, 0x0E, 0, 0x81).hex()).isEqualTo("01");
        assertThat(console.sessionless(APP, 0x54, 0x01, 0, 0x00).hex()).isEqualTo("01 01 03 41 44 81");
        assertThat(console.sessionless(APP, 0x54, 0x0E, 5, 0x80).code()).isEqualTo(0xCC);
    }

    @Test
    public void cipherSuitesOfManySuitesEndWithAShorterPiece() {
        RemoteConsole console = new SessionFixture().console(SessionFixture.ADMIN);
        assertThat(console.sessionless(APP, 0x54, 0x0E, 0, 0x80).data()).hasSize(17);
        assertThat(console.sessionless(APP, 0x54, 0x0E, 0, 0x81).data()).hasSize(15);
        assertThat(console.sessionless(APP, 0x54, 0x0E, 0, 0x82).data()).hasSize(1);
    }

    @Test
    public void aSessionBeginsAsUser() {
        RemoteConsole console = fixture.console(SessionFixture.ADMIN);
        console.openSession();
        console.exchangeRakp1();
        console.exchangeRakp3();
        assertThat(console.command(APP, 0x3B, 0).hex()).isEqualTo("02");
        assertThat(console.command(APP, 0x3B, 4).hex()).isEqualTo("04");
        assertThat(console.command(APP, 0x3B, 0).hex()).isEqualTo("04");
    }

    @Test
    public void aPrivilegeAboveTheSessionsLimitIsRefusedWith81() {
        RemoteConsole console = fixture.console(SessionFixture.ADMIN.withPrivilege(Login.OPERATOR))
                .logIn();
        assertThat(console.command(APP, 0x3B, 4).code()).isEqualTo(0x81);
        assertThat(console.command(APP, 0x3B, 1).code()).isEqualTo(0xCC);
        assertThat(console.command(APP, 0x3B, 9).code()).isEqualTo(0xCC);
        assertThat(console.command(APP, 0x3B, 0).hex()).isEqualTo("03");
    }

    @Test
    public void aSessionClosesItselfAndIsGone() {
        RemoteConsole console = fixture.loggedIn();
        assertThat(console.closeSession().code()).isZero();
        assertThat(console.answersTo(console.packet(1, 0, SessionFixture.READ))).isEmpty();
    }

    @Test
    public void onlyAnAdministratorClosesOtherSessions() {
        RemoteConsole admin = fixture.loggedIn();
        RemoteConsole user = fixture.console(Login.of("user", "test").withPrivilege(Login.USER))
                .logIn();
        assertThat(close(user, admin.bmcSessionId())).isEqualTo(0xD4);
        assertThat(close(admin, 0x12345678)).isEqualTo(0x87);
        assertThat(close(admin, user.bmcSessionId())).isZero();
        assertThat(user.answersTo(user.packet(1, 0, SessionFixture.READ))).isEmpty();
    }

    @Test
    public void anAdministratorClosesASessionByItsHandle() {
        RemoteConsole admin = fixture.loggedIn();
        RemoteConsole other = fixture.loggedIn();
        assertThat(admin.command(APP, 0x3C, 0, 0, 0, 0, 99).code()).isEqualTo(0x88);
        assertThat(admin.command(APP, 0x3C, 0, 0, 0, 0, other.bmcSessionId() & 0xFF)
                        .code())
                .isZero();
        assertThat(fixture.sessions.active("vm1")).hasSize(1);
    }

    @Test
    public void sessionInfoDescribesThisSession() {
        RemoteConsole console = fixture.loggedIn();
        assertThat(console.command(APP, 0x3D, 0).hex())
                .isEqualTo("01 3f 01 02 04 11 7f 00 00 01 00 00 00 00 00 00 40 9c");
    }

    @Test
    public void sessionInfoGoesThroughTheActiveSessions() {
        RemoteConsole first = fixture.loggedIn();
        RemoteConsole second = fixture.loggedIn();
        assertThat(first.command(APP, 0x3D, 2).data()[0]).isEqualTo((byte) (second.bmcSessionId() & 0xFF));
        assertThat(first.command(APP, 0x3D, 3).hex()).isEqualTo("00 3f 02");
        int id = second.bmcSessionId();
        assertThat(first.command(APP, 0x3D, 0xFF, id, id >> 8, id >> 16, id >> 24)
                        .data()[0])
                .isEqualTo((byte) (id & 0xFF));
        assertThat(first.command(APP, 0x3D, 0xFE, id & 0xFF).data()[0]).isEqualTo((byte) (id & 0xFF));
        assertThat(first.command(APP, 0x3D, 0xFE, 200).code()).isEqualTo(0xCB);
    }

    @Test
    public void aLogInUnderWayIsNoSessionToAskFor() {
        RemoteConsole console = fixture.loggedIn();
        RemoteConsole opening = fixture.console(SessionFixture.ADMIN);
        opening.openSession();
        int id = opening.bmcSessionId();
        assertThat(console.command(APP, 0x3D, 0xFE, id & 0xFF).code()).isEqualTo(0xCB);
        assertThat(console.command(APP, 0x3D, 0xFF, id, id >> 8, id >> 16, id >> 24)
                        .code())
                .isEqualTo(0xCB);
    }

    private String capabilities(int channel, int privilege) {
        return fixture.console(SessionFixture.ADMIN)
                .sessionless(APP, 0x38, channel, privilege)
                .hex();
    }

    private static int close(RemoteConsole console, int id) {
        return console.command(APP, 0x3C, id & 0xFF, id >> 8 & 0xFF, id >> 16 & 0xFF, id >>> 24)
                .code();
    }
}
