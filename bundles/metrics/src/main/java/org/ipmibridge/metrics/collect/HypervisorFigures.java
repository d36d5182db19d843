package org.ipmibridge.metrics.collect;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.CallStatistics;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.Workload;

/** What is looked up of the hypervisors when Prometheus asks. Nothing of it asks a server. */
final class HypervisorFigures {
    static final String LABEL = "hypervisor";

    private final PrometheusRegistry registry;
    private final Supplier<List<Hypervisor>> hypervisors;

    private HypervisorFigures(PrometheusRegistry registry, Supplier<List<Hypervisor>> hypervisors) {
        this.registry = registry;
        this.hypervisors = hypervisors;
    }

    static void register(PrometheusRegistry registry, Supplier<List<Hypervisor>> hypervisors) {
        HypervisorFigures figures = new HypervisorFigures(registry, hypervisors);
        figures.connections();
        figures.work();
        registry.register(new CallDurations(hypervisors));
    }

    private void connections() {
        gauge(
                "connected",
                "Whether there is a connection to the hypervisor's server: 1 or 0.",
                connection(status -> Optional.of(isConnected(status) ? 1.0 : 0.0)));
        gauge(
                "state_age_seconds",
                "How long ago the server confirmed the machines' state that is kept.",
                connection(status -> status.stateAge().map(HypervisorFigures::seconds)));
        counter(
                "requests_total",
                "Requests to the server, those included that wait for news.",
                connection(status -> Optional.of((double) status.calls())));
        counter(
                "reconnects_total",
                "Log-ins to the server after the first one.",
                connection(status -> Optional.of((double) status.reconnects())));
    }

    private void work() {
        gauge(
                "machines",
                "Machines that are known.",
                hypervisor -> Optional.of((double) hypervisor.machines().size()));
        gauge("changes_open", "Changes of machines that run or wait for their turn.", hypervisor -> hypervisor
                .workload()
                .map(work -> (double) work.changes()));
        gauge("calls_open", "Calls of the server that are under way or wait for their turn.", calls(calls ->
                (double) calls.open()));
        counter(
                "call_failures_total",
                "Calls of the server that had no answer, or one that is a failure.",
                calls(calls -> (double) calls.failed()));
    }

    private void gauge(String name, String help, Function<Hypervisor, Optional<Double>> value) {
        GaugeWithCallback.builder()
                .name("ipmibridge_hypervisor_" + name)
                .help(help)
                .labelNames(LABEL)
                .callback(gauge -> Lookup.each(hypervisors, hypervisor -> value.apply(hypervisor)
                        .ifPresent(number -> gauge.call(number, hypervisor.name()))))
                .register(registry);
    }

    private void counter(String name, String help, Function<Hypervisor, Optional<Double>> value) {
        CounterWithCallback.builder()
                .name("ipmibridge_hypervisor_" + name)
                .help(help)
                .labelNames(LABEL)
                .callback(counter -> Lookup.each(hypervisors, hypervisor -> value.apply(hypervisor)
                        .ifPresent(number -> counter.call(number, hypervisor.name()))))
                .register(registry);
    }

    private static Function<Hypervisor, Optional<Double>> connection(
            Function<ConnectionStatus, Optional<Double>> value) {
        return hypervisor -> hypervisor.connection().flatMap(value);
    }

    private static Function<Hypervisor, Optional<Double>> calls(Function<CallStatistics, Double> value) {
        return hypervisor -> hypervisor.workload().flatMap(Workload::calls).map(value);
    }

    private static boolean isConnected(ConnectionStatus status) {
        return status.connectedSince().isPresent() && status.problem().isEmpty();
    }

    private static double seconds(Duration duration) {
        return duration.toNanos() / 1e9;
    }
}
