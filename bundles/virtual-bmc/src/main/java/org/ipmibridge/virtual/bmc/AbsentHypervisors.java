package org.ipmibridge.virtual.bmc;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The hypervisors that a fleet names and that are not there. One is not missed before it has had the time to come: its bundle may just be being
 * started or replaced. Used by one thread.
 */
final class AbsentHypervisors {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Map<String, Instant> since = new HashMap<>();
    private boolean unsure;

    /** Those that are missed, in alphabetical order. */
    List<String> missed(List<String> named, FleetRound round) {
        since.keySet().removeIf(name -> !named.contains(name) || round.isThere(name));
        named.stream().filter(name -> !round.isThere(name)).forEach(name -> since.putIfAbsent(name, round.now()));
        List<String> missed = since.keySet().stream()
                .filter(name -> !since.get(name).plus(PATIENCE).isAfter(round.now()))
                .sorted()
                .toList();
        unsure = missed.size() < since.size();
        return missed;
    }

    /** Whether one is not there that is not missed yet. */
    boolean isUnsure() {
        return unsure;
    }
}
