package org.ipmibridge.ipmi.console;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

/**
 * How a console takes answers that are late or wrong.
 *
 * @param strict whether anything but the exact answer is a failure; otherwise it is dropped, and the wait goes on
 * @param waits how long each sending of a request waits for the answer, before the next sending
 */
public record Patience(boolean strict, List<Duration> waits) {
    /** A witness's: nothing is sent twice, and whatever is wrong is noticed. */
    public static final Patience NONE = new Patience(true, List.of(Duration.ofSeconds(5)));

    /** A client's: sent after 0, 1, 3 and 6 seconds, and given up after 10, as ipmitool does it. */
    public static final Patience USUAL = seconds(1, 2, 3, 4);

    /** For a request that many BMCs do not know and some meet with silence. */
    static final Patience SHORT = seconds(1, 1);

    public Patience {
        waits = List.copyOf(waits);
    }

    private static Patience seconds(int... waits) {
        return new Patience(
                false, Arrays.stream(waits).mapToObj(Duration::ofSeconds).toList());
    }

    /** How long it lasts. */
    public Duration total() {
        return waits.stream().reduce(Duration.ZERO, Duration::plus);
    }
}
