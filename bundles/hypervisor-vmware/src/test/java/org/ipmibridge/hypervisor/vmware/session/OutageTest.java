package org.ipmibridge.hypervisor.vmware.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.Test;

public final class OutageTest {
    @Test
    public void aServerThatDoesNotAnswerIsLookedAtEverySecond() {
        assertThat(pause(0)).isEqualTo(Duration.ofSeconds(1));
    }

    @Test
    public void aServerThatRefusesTheLogInIsLeftAloneLongerAndLonger() {
        List<Long> seconds =
                IntStream.rangeClosed(1, 6).mapToObj(i -> pause(i).toSeconds()).toList();

        assertThat(seconds).containsExactly(5L, 10L, 20L, 40L, 60L, 60L);
        assertThat(pause(1000)).isEqualTo(Duration.ofSeconds(60));
    }

    private static Duration pause(int refused) {
        return new Outage(Instant.EPOCH, "why", refused, true).nextLook();
    }
}
