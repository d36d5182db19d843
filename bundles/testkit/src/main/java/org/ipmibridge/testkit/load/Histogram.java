package org.ipmibridge.testkit.load;

/** Counts durations in nanoseconds with an error below one per cent. Not thread-safe. */
final class Histogram {
    private static final int SUB_BUCKETS = 128;

    private final long[] counts = new long[SUB_BUCKETS * 64];
    private long total;

    void add(long nanos) {
        counts[bucket(Math.max(0, nanos))]++;
        total++;
    }

    long total() {
        return total;
    }

    /**
     * The duration that this share of all durations does not exceed, in microseconds; 0 when there are none.
     *
     * @param share 0 to 1
     */
    double micros(double share) {
        long wanted = Math.max(1, (long) Math.ceil(share * total));
        long seen = 0;
        for (int bucket = 0; bucket < counts.length; bucket++) {
            seen += counts[bucket];
            if (seen >= wanted) {
                return middle(bucket) / 1000.0;
            }
        }
        return 0;
    }

    private static int bucket(long nanos) {
        int shift = Math.max(0, 64 - Long.numberOfLeadingZeros(nanos) - 8);
        return shift * SUB_BUCKETS + (int) (nanos >> shift);
    }

    private static long middle(int bucket) {
        int shift = Math.max(0, bucket / SUB_BUCKETS - 1);
        long from = (long) (bucket - shift * SUB_BUCKETS) << shift;
        return from + (1L << shift) / 2;
    }
}
