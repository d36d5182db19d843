package org.ipmibridge.ipmi.dispatch;

import java.time.Duration;

/**
 * How long a client is kept waiting.
 *
 * @param deadline for a command's answer
 * @param gap for a handler whose bundle is just being replaced; less than any client's second attempt
 * @param poll how often it is looked for meanwhile
 */
record Timing(Duration deadline, Duration gap, Duration poll) {
    /** What clients can bear. */
    static final Timing STANDARD = new Timing(Duration.ofSeconds(8), Duration.ofMillis(700), Duration.ofMillis(10));
}
