package org.ipmibridge.shell.commands.problem;

import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmibridge.runtime.api.problem.Problem;

/** Remembers when problems were seen first that nobody else keeps. Thread-safe. */
final class FirstSeen {
    private final Clock clock;
    private final Map<String, Instant> times = new HashMap<>();

    FirstSeen(Clock clock) {
        this.clock = clock;
    }

    /** The same problems with the times at which they were seen first; those that are not among them any more are forgotten. */
    synchronized List<Problem> of(List<Problem> problems) {
        Set<String> texts = problems.stream().map(Problem::text).collect(Collectors.toSet());
        times.keySet().retainAll(texts);
        return problems.stream()
                .map(problem -> new Problem(
                        problem.source(),
                        problem.key(),
                        problem.value(),
                        problem.reason(),
                        times.computeIfAbsent(problem.text(), text -> clock.instant())))
                .toList();
    }
}
