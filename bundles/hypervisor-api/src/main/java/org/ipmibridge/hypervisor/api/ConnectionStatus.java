package org.ipmibridge.hypervisor.api;

import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * How the connection to a hypervisor's server is.
 *
 * @param kind the kind of hypervisor, one word in lower case, for example {@code vmware}
 * @param server the server's address
 * @param product the server's product and version in its own words, once it has told
 * @param connectedSince since when the session of now exists; none when there is no session
 * @param stateAge how long ago the server last confirmed the machines' state that is kept; none when none is kept
 * @param calls how many calls were made since the start
 * @param reconnects how many sessions were made after the first one
 * @param problem why there is no connection, in words
 */
public record ConnectionStatus(
        String kind,
        String server,
        Optional<String> product,
        Optional<Instant> connectedSince,
        Optional<Duration> stateAge,
        long calls,
        long reconnects,
        Optional<String> problem) {
    public ConnectionStatus {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(server, "server");
    }

    /** The same with this problem. */
    public ConnectionStatus withProblem(String words) {
        return new ConnectionStatus(
                kind, server, product, connectedSince, stateAge, calls, reconnects, Optional.of(words));
    }
}
