package org.ipmibridge.testkit.load;

/**
 * What a load client measured.
 *
 * @param work units of work done
 * @param seconds how long that took
 * @param medianMicros median of their latencies, counted from when each was due
 * @param p99Micros the latency that 99 in 100 did not exceed
 * @param wrong answers that were wrong or refusals
 * @param late requests that were not answered within a second, and were sent again
 */
public record LoadResult(long work, double seconds, double medianMicros, double p99Micros, long wrong, long late) {
    public double perSecond() {
        return work / seconds;
    }
}
