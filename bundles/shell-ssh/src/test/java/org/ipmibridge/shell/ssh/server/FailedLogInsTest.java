package org.ipmibridge.shell.ssh.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import org.junit.Test;

public final class FailedLogInsTest {
    private final InetAddress one = InetAddress.getLoopbackAddress();
    private long now;
    private final FailedLogIns failed = new FailedLogIns(() -> now);

    @Test
    public void anAddressWithTooManyIsShutOutForTheRestOfTheMinute() throws Exception {
        for (int i = 0; i < FailedLogIns.MOST; i++) {
            assertThat(failed.isTooMany(one)).isFalse();
            failed.add(one);
        }
        assertThat(failed.isTooMany(one)).isTrue();
        assertThat(failed.isTooMany(InetAddress.getByName("192.0.2.1"))).isFalse();

        now += FailedLogIns.WINDOW_NANOS + 1;
        assertThat(failed.isTooMany(one)).isFalse();
        failed.add(one);
        assertThat(failed.isTooMany(one)).isFalse();
    }

    @Test
    public void aLogInForgetsTheFailuresBeforeIt() {
        for (int i = 0; i < FailedLogIns.MOST; i++) {
            failed.add(one);
        }
        failed.forget(one);
        assertThat(failed.isTooMany(one)).isFalse();
    }
}
