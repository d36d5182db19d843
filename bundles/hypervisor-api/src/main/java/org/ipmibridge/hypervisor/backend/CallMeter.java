package org.ipmibridge.hypervisor.backend;

import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.CallStatistics;

/** Counts the calls of a server and how long they take. Thread-safe. */
public final class CallMeter {
    private static final long[] BOUNDS = CallStatistics.BOUNDS.stream()
            .mapToLong(seconds -> Math.round(seconds * TimeUnit.SECONDS.toNanos(1)))
            .toArray();

    private final LongAdder[] counts =
            Stream.generate(LongAdder::new).limit(BOUNDS.length + 1).toArray(LongAdder[]::new);
    private final LongAdder nanos = new LongAdder();
    private final LongAdder failed = new LongAdder();

    /**
     * A call has ended.
     *
     * @param took in nanoseconds
     * @param answered whether the server did what it was asked
     */
    public void ended(long took, boolean answered) {
        int found = Arrays.binarySearch(BOUNDS, took);
        counts[found < 0 ? -found - 1 : found].increment();
        nanos.add(took);
        if (!answered) {
            failed.increment();
        }
    }

    /** @param open how many calls are under way or wait at this moment */
    public CallStatistics statistics(int open) {
        return new CallStatistics(
                open,
                failed.sum(),
                Duration.ofNanos(nanos.sum()),
                Arrays.stream(counts).map(LongAdder::sum).toList());
    }
}
