package org.ipmibridge.metrics.http;

import java.time.Duration;

/**
 * What clients may take.
 *
 * @param connections at once; for one more the oldest is closed
 * @param requestBytes of a request's head
 * @param request how long a client may take to ask
 * @param response how long it may take to read the answer
 */
public record Limits(int connections, int requestBytes, Duration request, Duration response) {
    /** Prometheus asks in one packet, and reads within milliseconds. */
    public static final Limits USUAL = new Limits(64, 8192, Duration.ofSeconds(5), Duration.ofSeconds(10));
}
