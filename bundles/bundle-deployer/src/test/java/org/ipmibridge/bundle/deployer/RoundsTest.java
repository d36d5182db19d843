package org.ipmibridge.bundle.deployer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Test;

/** Rounds that take no time, on a clock that stands still: a pause of 100 ms, or what a round asks for. */
public class RoundsTest {
    private final FakeClock clock = new FakeClock();
    private final List<Throwable> failures = new ArrayList<>();
    private Rounds.Round round = () -> 100;
    private int count;

    private final Rounds rounds = new Rounds(clock.scheduler(), this::count, () -> 100, failures::add);

    private long count() throws InterruptedException {
        count++;
        return round.run();
    }

    private int countAfter(int millis) {
        clock.advance(Duration.ofMillis(millis));
        return count;
    }

    @Test
    public void aRoundAsksForTheNextOne() {
        rounds.next(10);
        assertThat(countAfter(9)).isZero();
        round = () -> 50;
        assertThat(countAfter(1)).isEqualTo(1);
        assertThat(countAfter(49)).isEqualTo(1);
        assertThat(countAfter(1)).isEqualTo(2);
    }

    @Test
    public void aRoundThatIsAskedForComesInsteadOfTheNextOne() {
        rounds.next(10);
        rounds.next(0);
        assertThat(countAfter(0)).isEqualTo(1);
        assertThat(countAfter(99)).isEqualTo(1);
        assertThat(countAfter(1)).isEqualTo(2);
    }

    @Test
    public void whateverARoundThrowsIsToldAndTheNextOneComes() {
        for (Throwable failure : List.of(new IllegalStateException("boom"), new OutOfMemoryError("of a jar"))) {
            count = 0;
            failures.clear();
            round = () -> {
                round = () -> 100;
                throw sneaky(failure);
            };
            rounds.next(0);
            assertThat(countAfter(0)).isEqualTo(1);
            assertThat(failures).containsExactly(failure);
            assertThat(countAfter(100)).isEqualTo(2);
        }
    }

    private static RuntimeException sneaky(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        return (RuntimeException) failure;
    }

    @Test
    public void afterAnInterruptThereIsNoRound() {
        round = () -> {
            throw new InterruptedException();
        };
        rounds.next(0);
        assertThat(countAfter(1_000)).isEqualTo(1);
        assertThat(failures).isEmpty();
    }
}
