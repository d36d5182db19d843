package org.ipmibridge.ipmi.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.Test;

public class RateLimitTest {
    @Test
    public void ofManyLinesAtOnceTheFirstIsPermitted() {
        RateLimit limit = new RateLimit();
        assertThat(limit.permits()).isTrue();
        long start = System.nanoTime();
        long permitted = IntStream.range(0, 10_000).filter(i -> limit.permits()).count();
        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        assertThat(permitted).isLessThanOrEqualTo(seconds + 1);
    }
}
