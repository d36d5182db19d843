package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public final class RealTimeTest {
    private static final int ATTEMPTS = 500;

    @Test
    public void whatFollowsOfSomethingThatRunsAtTheEndHappensToo() throws Exception {
        for (int i = 0; i < ATTEMPTS; i++) {
            try (RealTime time = new RealTime("lab")) {
                CountDownLatch happened = new CountDownLatch(1);
                time.execute(() -> time.after(Duration.ofHours(1), happened::countDown));

                time.hurry();

                assertThat(happened.await(30, TimeUnit.SECONDS)).isTrue();
            }
        }
    }
}
