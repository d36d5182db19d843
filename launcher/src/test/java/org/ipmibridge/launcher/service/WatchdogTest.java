package org.ipmibridge.launcher.service;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.Test;

public final class WatchdogTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);

    private final AtomicInteger signs = new AtomicInteger();
    private Optional<String> wrong = Optional.empty();
    private final Watchdog watchdog = new Watchdog(INTERVAL, () -> wrong, signs::incrementAndGet);

    @Test
    public void aBridgeThatIsAliveSaysSoTwiceInEachInterval() throws InterruptedException {
        assertThat(watchdog.look()).isEqualTo(INTERVAL.dividedBy(2));
        assertThat(signs).hasValue(1);
    }

    @Test
    public void aBridgeThatIsNotSaysNothingAndIsLookedAtSoonAgain() throws InterruptedException {
        wrong = Optional.of("rmcp.transport gives no sign of life");

        assertThat(watchdog.look()).isLessThan(INTERVAL.dividedBy(4));
        assertThat(signs).hasValue(0);

        wrong = Optional.empty();
        watchdog.look();
        assertThat(signs).hasValue(1);
    }

    @Test
    public void aCheckThatFailsIsNoSignOfLife() throws InterruptedException {
        Watchdog failing = new Watchdog(
                INTERVAL,
                () -> {
                    throw new IllegalStateException("the framework is gone");
                },
                signs::incrementAndGet);

        failing.look();

        assertThat(signs).hasValue(0);
    }

    @Test
    public void aPartWhoseClassesAreGoneForAMomentGivesNoSignAndIsAskedAgain() throws InterruptedException {
        Iterator<Error> failures =
                List.<Error>of(new NoClassDefFoundError("org/ipmibridge/Gone")).iterator();
        Watchdog failing = new Watchdog(
                INTERVAL,
                () -> {
                    if (failures.hasNext()) {
                        throw failures.next();
                    }
                    return Optional.empty();
                },
                signs::incrementAndGet);

        assertThat(failing.look()).isLessThan(INTERVAL.dividedBy(4));
        assertThat(signs).hasValue(0);

        failing.look();
        assertThat(signs).hasValue(1);
    }

    @Test
    public void theIntervalIsThatOfTheEnvironmentAndOnlyForThisProcess() {
        String own = Long.toString(ProcessHandle.current().pid());
        assertThat(ServiceManager.watchdog(Map.of("WATCHDOG_USEC", "30000000"))).contains(INTERVAL);
        assertThat(ServiceManager.watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", own)))
                .contains(INTERVAL);
        assertThat(ServiceManager.watchdog(Map.of("WATCHDOG_USEC", "30000000", "WATCHDOG_PID", "1")))
                .isEmpty();
        assertThat(ServiceManager.watchdog(Map.of("WATCHDOG_USEC", "soon"))).isEmpty();
        assertThat(ServiceManager.watchdog(Map.of("WATCHDOG_USEC", "0"))).isEmpty();
        assertThat(ServiceManager.watchdog(Map.of())).isEmpty();
    }
}
