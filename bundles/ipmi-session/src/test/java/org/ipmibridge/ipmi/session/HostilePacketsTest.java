package org.ipmibridge.ipmi.session;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipmibridge.ipmi.console.Wire;
import org.ipmibridge.testkit.hostile.HostileRun;
import org.junit.Test;

/** No packet, however damaged, is answered wrongly, harms a session or makes the session layer throw. */
public class HostilePacketsTest {
    private static final int PACKETS = 15_000;

    private final SessionFixture fixture = new SessionFixture();
    private int port = 40_000;

    @Test
    public void hostilePacketsDoNoHarmToASuite3Session() {
        attack(3);
    }

    @Test
    public void hostilePacketsDoNoHarmToASuite17Session() {
        attack(17);
    }

    @Test
    public void hostilePacketsDoNoHarmToASuite2Session() {
        attack(2);
    }

    @Test
    public void hostilePacketsDoNoHarmToASuite16Session() {
        attack(16);
    }

    private void attack(int suite) {
        new HostileRun(this::wire, SessionFixture.ADMIN.withSuite(suite), suite).run(PACKETS);
        assertThat(fixture.sessions.active("vm1")).isEmpty();
        assertThat(fixture.store.table("vm1").size()).isLessThanOrEqualTo(64);
    }

    private Wire wire() {
        return fixture.wireFrom(port++);
    }
}
