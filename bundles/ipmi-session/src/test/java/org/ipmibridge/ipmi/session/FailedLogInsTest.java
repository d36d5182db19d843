package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.ipmibridge.ipmi.console.Authentication15;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.RemoteConsole15;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Test;

public class FailedLogInsTest {
    private final SessionFixture fixture = new SessionFixture();
    private final LogRecorder log = new LogRecorder("org.ipmibridge.ipmi.session");

    @After
    public void stopRecording() {
        log.close();
    }

    @Test
    public void anUnknownUserIsLoggedWithBmcPeerAndName() {
        refuse(fixture.console(Login.of("nobody", "x")));
        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .startsWith("bmc=vm1 peer=127.0.0.1:40000 session ")
                .endsWith("log-in failed: user=nobody reason=UNAUTHORIZED_NAME"));
    }

    @Test
    public void aWrongPasswordInVersion15IsLogged() {
        RemoteConsole15 console = fixture.console15(Login.of("admin", "wrong"), Authentication15.MD5);
        console.answersTo(console.activation(console.challenge()));
        fixture.clock.advance(Duration.ofSeconds(11));
        fixture.sessions.expire();
        assertThat(lines()).singleElement().satisfies(line -> assertThat(line)
                .endsWith("log-in failed: user=admin reason=not finished, as with a wrong password"));
    }

    @Test
    public void anUnknownUserInVersion15IsLogged() {
        assertThatThrownBy(fixture.console15(Login.of("nobody", "x"), Authentication15.MD5)::challenge)
                .isInstanceOf(RefusedException.class);
        assertThat(lines())
                .containsExactly("bmc=vm1 peer=127.0.0.1:40000 no session log-in failed: user=nobody"
                        + " reason=no such user in IPMI v1.5");
    }

    @Test
    public void whoIsRefusedBeforeTellingAUserIsLogged() {
        SessionFixture suite3Only = new SessionFixture(new SessionSettings(
                Set.of(CipherSuite.SUITE_3), Set.of(), 8, Duration.ofSeconds(60), Duration.ofSeconds(10)));
        refuse(suite3Only.console(SessionFixture.ADMIN.withSuite(17)));
        assertThat(lines())
                .containsExactly(
                        "bmc=vm1 peer=127.0.0.1:40000 no session log-in failed: user=- reason=NO_CIPHER_SUITE_MATCH");
    }

    @Test
    public void aFloodOfRefusalsLeavesAFewLinesAndTheNextOneTellsHowManyWereLeftOut() {
        for (int i = 0; i < 1_000; i++) {
            refuse(fixture.console(Login.of("nobody", "x")));
        }
        assertThat(lines()).hasSize(FailedLogIns.BURST);
        fixture.clock.advance(Duration.ofSeconds(1));
        refuse(fixture.console(Login.of("nobody", "x")));
        assertThat(lines())
                .hasSize(FailedLogIns.BURST + 1)
                .last()
                .asString()
                .endsWith(", and 980 more failed before it");
    }

    private static void refuse(RemoteConsole console) {
        assertThatThrownBy(console::logIn).isInstanceOf(RefusedException.class);
    }

    private List<String> lines() {
        return log.lines(Level.INFO);
    }
}
