package org.ipmibridge.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.junit.Test;

public class FakeClockTest {
    private final FakeClock clock = new FakeClock();
    private final List<String> events = new ArrayList<>();

    @Test
    public void itStandsStillUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:00Z");
        clock.advance(Duration.ofMillis(1500));
        assertThat(clock.instant()).isEqualTo("2026-01-01T00:00:01.500Z");
        assertThat(clock.nanoTime()).isEqualTo(1_500_000_000L);
    }

    @Test
    public void tasksRunInTheOrderOfTheirTimesAndEachAtItsOwn() {
        clock.scheduler().schedule(() -> note("late"), 2, TimeUnit.SECONDS);
        clock.scheduler().schedule(() -> note("early"), 1, TimeUnit.SECONDS);
        clock.scheduler().schedule(() -> note("never"), 4, TimeUnit.SECONDS);
        clock.advance(Duration.ofSeconds(3));
        assertThat(events).containsExactly("early at 1", "late at 2");
        assertThat(clock.pendingTasks()).isEqualTo(1);
    }

    @Test
    public void aPeriodicTaskRunsEachTimeUntilItIsCancelled() {
        ScheduledFuture<?> task = clock.scheduler().scheduleAtFixedRate(() -> note("tick"), 1, 2, TimeUnit.SECONDS);
        clock.advance(Duration.ofSeconds(5));
        task.cancel(false);
        clock.advance(Duration.ofSeconds(5));
        assertThat(events).containsExactly("tick at 1", "tick at 3", "tick at 5");
    }

    @Test
    public void aTaskThatIsScheduledByAnotherRunsInTheSameMove() {
        clock.scheduler()
                .schedule(
                        () -> clock.scheduler().schedule(() -> note("second"), 1, TimeUnit.SECONDS),
                        1,
                        TimeUnit.SECONDS);
        clock.advance(Duration.ofSeconds(2));
        assertThat(events).containsExactly("second at 2");
    }

    private void note(String event) {
        events.add(event + " at " + TimeUnit.NANOSECONDS.toSeconds(clock.nanoTime()));
    }
}
