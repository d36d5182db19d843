package org.ipmibridge.virtual.bmc;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is wrong with a fleet that its configuration alone does not tell. Each is logged once. Changed by one thread; read by any. */
final class FleetProblems {
    private static final Logger log = LoggerFactory.getLogger(Fleets.class);

    private volatile List<Problem> problems = List.of();
    private final Map<String, Problem> next = new LinkedHashMap<>();

    /** Begins to say anew what is wrong. */
    void begin() {
        next.clear();
    }

    /** @param key of the configuration, or empty */
    void add(String source, String key, String reason) {
        Problem fresh = new Problem(source, key, "", reason, Instant.now());
        Problem known = problems.stream()
                .filter(before -> before.text().equals(fresh.text()))
                .findFirst()
                .orElse(null);
        if (known == null && !next.containsKey(fresh.text())) {
            log.error("{}", fresh.text());
        }
        next.putIfAbsent(fresh.text(), known == null ? fresh : known);
    }

    /** All is said. */
    void end() {
        problems = List.copyOf(next.values());
    }

    List<Problem> all() {
        return problems;
    }
}
