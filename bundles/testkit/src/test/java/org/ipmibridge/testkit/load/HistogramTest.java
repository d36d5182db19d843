package org.ipmibridge.testkit.load;

import static org.assertj.core.api.Assertions.assertThat;

import org.assertj.core.data.Percentage;
import org.junit.Test;

public class HistogramTest {
    private final Histogram histogram = new Histogram();

    @Test
    public void quantilesAreRightWithinOnePerCent() {
        for (long micros = 1; micros <= 100_000; micros++) {
            histogram.add(micros * 1000);
        }
        assertThat(histogram.total()).isEqualTo(100_000);
        assertThat(histogram.micros(0.5)).isCloseTo(50_000, Percentage.withPercentage(1));
        assertThat(histogram.micros(0.99)).isCloseTo(99_000, Percentage.withPercentage(1));
    }

    @Test
    public void anyDurationHasItsPlace() {
        for (long nanos = 1; nanos > 0; nanos <<= 1) {
            Histogram one = new Histogram();
            one.add(nanos);
            assertThat(one.micros(1) * 1000).isCloseTo(nanos, Percentage.withPercentage(60 / (double) nanos + 1));
        }
        histogram.add(-5);
        histogram.add(Long.MAX_VALUE);
        assertThat(histogram.total()).isEqualTo(2);
    }

    @Test
    public void nothingHasNoQuantile() {
        assertThat(histogram.micros(0.5)).isZero();
    }
}
