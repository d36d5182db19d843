package org.ipmibridge.hypervisor.simulated;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.testkit.FakeClock;

/** Time that a test's clock counts; what needs none happens at once on the caller's thread. */
record FakeTime(FakeClock clock) implements SimulatedTime {
    @Override
    public Instant now() {
        return clock.instant();
    }

    @Override
    public void execute(Runnable task) {
        clock.scheduler().execute(task);
    }

    @Override
    public void after(Duration delay, Runnable task) {
        clock.scheduler().schedule(task, delay.toMillis(), TimeUnit.MILLISECONDS);
    }
}
