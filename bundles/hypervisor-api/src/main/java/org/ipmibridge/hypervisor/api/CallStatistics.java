package org.ipmibridge.hypervisor.api;

import java.time.Duration;
import java.util.List;

/**
 * What became of the calls that a hypervisor's server was asked, since the connection to it began. Calls that only wait for news are not among
 * them.
 *
 * @param open how many are under way or wait for their turn at this moment
 * @param failed how many had no answer, or one that is a failure
 * @param total how long all together took
 * @param counts how many took how long: for each of {@link #BOUNDS} those that took at most that long and longer than the bound before it, and at the
 *     end those that took longer than all bounds
 */
public record CallStatistics(int open, long failed, Duration total, List<Long> counts) {
    /** In seconds, ascending. */
    public static final List<Double> BOUNDS =
            List.of(0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0);

    public CallStatistics {
        counts = List.copyOf(counts);
        if (counts.size() != BOUNDS.size() + 1) {
            throw new IllegalArgumentException(counts.size() + " counts: must be " + (BOUNDS.size() + 1));
        }
    }

    /** How many calls were made. */
    public long made() {
        return counts.stream().mapToLong(Long::longValue).sum();
    }
}
