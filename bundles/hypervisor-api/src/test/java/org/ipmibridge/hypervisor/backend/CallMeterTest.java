package org.ipmibridge.hypervisor.backend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.ipmibridge.hypervisor.api.CallStatistics;
import org.junit.Test;

public final class CallMeterTest {
    private final CallMeter meter = new CallMeter();

    @Test
    public void eachCallIsCountedByHowLongItTook() {
        meter.ended(Duration.ofMillis(5).toNanos(), true);
        meter.ended(Duration.ofMillis(6).toNanos(), true);
        meter.ended(Duration.ofSeconds(31).toNanos(), false);

        CallStatistics statistics = meter.statistics(7);

        assertThat(statistics.counts())
                .hasSize(CallStatistics.BOUNDS.size() + 1)
                .startsWith(1L, 1L, 0L)
                .endsWith(0L, 1L);
        assertThat(statistics.made()).isEqualTo(3);
        assertThat(statistics.failed()).isEqualTo(1);
        assertThat(statistics.total()).isEqualTo(Duration.ofMillis(31_011));
        assertThat(statistics.open()).isEqualTo(7);
    }
}
