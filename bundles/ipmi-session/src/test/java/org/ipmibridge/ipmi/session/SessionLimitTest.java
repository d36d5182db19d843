package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipmibridge.ipmi.console.RefusedException;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.junit.Test;

public class SessionLimitTest {
    private final SessionFixture fixture = new SessionFixture(SessionFixture.settings(4));

    @Test
    public void logInsThatAreNeverFinishedKeepNobodyOut() {
        for (int i = 0; i < 100; i++) {
            fixture.console(SessionFixture.ADMIN).openSession();
        }
        RemoteConsole console = fixture.loggedIn();
        assertThat(console.command(0, SessionFixture.READ).code()).isZero();
    }

    @Test
    public void theOldestLogInIsGivenUpFirst() {
        List<RemoteConsole> consoles = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            RemoteConsole console = fixture.console(SessionFixture.ADMIN);
            console.openSession();
            consoles.add(console);
            fixture.clock.advance(Duration.ofMillis(1));
        }
        assertThatThrownBy(consoles.get(0)::exchangeRakp1).isInstanceOf(RefusedException.class);
        consoles.get(1).exchangeRakp1();
    }

    @Test
    public void aHostThatFloodsTakesTheRoomFromItselfAndFromNobodyElse() {
        RemoteConsole slow = new RemoteConsole(fixture.wireOf("127.0.0.9"), SessionFixture.ADMIN);
        slow.openSession();
        for (int i = 0; i < 100; i++) {
            fixture.clock.advance(Duration.ofMillis(1));
            fixture.console(SessionFixture.ADMIN).openSession();
        }
        slow.exchangeRakp1();
        slow.exchangeRakp3();
        assertThat(slow.command(0, SessionFixture.READ).code()).isZero();
    }

    @Test
    public void aFullTableOfActiveSessionsRefusesWithStatus01() {
        for (int i = 0; i < 4; i++) {
            fixture.loggedIn();
        }
        assertThatThrownBy(fixture.console(SessionFixture.ADMIN)::openSession)
                .isInstanceOfSatisfying(RefusedException.class, refusal -> assertThat(refusal.status())
                        .isEqualTo(0x01));
    }

    @Test
    public void aSessionThatIsClosedMakesRoom() {
        List<RemoteConsole> consoles = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            consoles.add(fixture.loggedIn());
        }
        assertThat(consoles.get(2).closeSession().code()).isZero();
        fixture.loggedIn();
    }

    @Test
    public void aLogInThatTakesTooLongIsGivenUp() {
        RemoteConsole console = fixture.console(SessionFixture.ADMIN);
        console.openSession();
        fixture.clock.advance(Duration.ofSeconds(11));
        fixture.sessions.expire();
        assertThatThrownBy(console::exchangeRakp1).isInstanceOf(RefusedException.class);
    }

    @Test
    public void sessionsWithOneConsoleSessionIdAreKeptApart() {
        RemoteConsole first = fixture.loggedIn();
        RemoteConsole second = fixture.loggedIn();
        assertThat(first.bmcSessionId()).isNotEqualTo(second.bmcSessionId());
        assertThat(first.command(0, SessionFixture.READ).hex()).isEqualTo("01");
        assertThat(second.command(0, SessionFixture.READ).hex()).isEqualTo("02");
    }

    @Test
    public void closingAllEndsSessionsAndLogInsUnderWay() {
        RemoteConsole active = fixture.loggedIn();
        RemoteConsole opening = fixture.console(SessionFixture.ADMIN);
        opening.openSession();
        fixture.sessions.closeAll("vm1", "test");
        assertThat(active.answersTo(active.packet(1, 0, SessionFixture.READ))).isEmpty();
        assertThatThrownBy(opening::exchangeRakp1).isInstanceOf(RefusedException.class);
    }
}
