package org.ipmibridge.hypervisor.vmware.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.Test;

public final class OutageTest {
    @Test
    public void aServerThatDoesNotAnswerIsLookedAtEverySecond() {
        assertThat(pause(0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    public void aServerThatRefusesTheLogInIsNotAskedFiveTimesIn180Seconds() {
        List<Long> attempts = new ArrayList<>(List.of(0L));
        for (int refused = 1; refused < 20; refused++) {
            attempts.add(attempts.get(refused - 1) + pause(refused).toSeconds());
        }

        for (int i = 4; i < attempts.size(); i++) {
            assertThat(attempts.get(i) - attempts.get(i - 4)).isGreaterThanOrEqualTo(180);
        }
    }

    private static Duration pause(int refused) {
        return new Outage(Instant.EPOCH, "why", refused, true).nextLook();
    }
}
