package org.ipmibridge.shell.commands.status;

import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.shell.commands.text.Fields;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Printable;
import org.ipmibridge.shell.commands.text.Shown;

/**
 * All that {@code bridge:status} shows.
 *
 * @param stopped the symbolic names of the bundles that should run and do not
 * @param problems all of them, the oldest first
 */
record StatusReport(
        Health health,
        ProcessFacts process,
        BmcCounts bmcs,
        int sessions,
        List<Hypervisor> hypervisors,
        List<String> stopped,
        List<Problem> problems) {
    /** How many problems are shown. */
    static final int FIRST = 5;

    String render(boolean json, Clock clock) {
        Shown uptime = Shown.duration(Duration.between(process.since(), clock.instant()));
        return json ? json(uptime) : text(uptime);
    }

    private String text(Shown uptime) {
        String resident = process.resident()
                .map(bytes -> Shown.bytes(bytes) + " resident, ")
                .orElse("");
        String fields = new Fields()
                .put("state", health)
                .put("version", process.version())
                .put("process", process.pid() + ", up " + uptime + ", since " + seconds(process))
                .put(
                        "memory",
                        resident + Shown.bytes(process.heapUsed()) + " of at most " + Shown.bytes(process.heapLimit())
                                + " heap")
                .put("bmcs", bmcs)
                .put("sessions", sessions)
                .put("bundles", stopped.isEmpty() ? "all run" : "not running: " + String.join(", ", stopped))
                .put("hypervisors", connections())
                .put("problems", problems.size())
                .toString();
        String more = problems.size() > FIRST
                ? "\n  and " + (problems.size() - FIRST) + " more, which bmc:problems shows"
                : "";
        return fields + first().stream().map(StatusReport::line).collect(Collectors.joining()) + more;
    }

    private String json(Shown uptime) {
        return new Fields()
                .put("state", health.word())
                .put("reason", health.isOk() ? null : health.reason())
                .put("version", process.version())
                .put("pid", process.pid())
                .put("since", seconds(process))
                .put("uptime", uptime)
                .put("residentMemory", process.resident())
                .put("heapUsed", process.heapUsed())
                .put("heapLimit", process.heapLimit())
                .put("bmcs", counts())
                .put("sessions", sessions)
                .put("bundlesNotRunning", stopped)
                .put("hypervisors", connections())
                .put("problemCount", problems.size())
                .put("problems", firstProblems())
                .render(true);
    }

    private Map<String, Object> counts() {
        Map<String, Object> counts = new LinkedHashMap<>();
        counts.put("listening", bmcs.listening());
        counts.put("total", bmcs.wanted());
        counts.put("starting", bmcs.starting());
        counts.put("failed", bmcs.failed());
        counts.put("disabled", bmcs.disabled());
        return counts;
    }

    private Listing connections() {
        Listing listing = new Listing("name", "server", "connectedSince", "stateAge", "machines", "problem");
        for (Hypervisor hypervisor : hypervisors) {
            var connection = hypervisor.connection();
            listing.add(
                    hypervisor.name(),
                    connection.map(ConnectionStatus::server),
                    connection
                            .flatMap(ConnectionStatus::connectedSince)
                            .map(since -> since.truncatedTo(ChronoUnit.SECONDS)),
                    connection.flatMap(ConnectionStatus::stateAge).map(Shown::duration),
                    hypervisor.machines().size(),
                    connection.flatMap(ConnectionStatus::problem));
        }
        return listing;
    }

    private Listing firstProblems() {
        Listing listing = new Listing("since", "source", "key", "value", "reason");
        first().forEach(problem -> listing.add(
                problem.since().truncatedTo(ChronoUnit.SECONDS),
                problem.source(),
                problem.key(),
                problem.value(),
                problem.reason()));
        return listing;
    }

    private List<Problem> first() {
        return problems.subList(0, Math.min(FIRST, problems.size()));
    }

    private static Object seconds(ProcessFacts process) {
        return process.since().truncatedTo(ChronoUnit.SECONDS);
    }

    private static String line(Problem problem) {
        return "\n  " + problem.since().truncatedTo(ChronoUnit.SECONDS) + "  " + Printable.of(problem.text());
    }
}
