package org.ipmibridge.metrics.collect;

import io.prometheus.metrics.model.registry.Collector;
import io.prometheus.metrics.model.snapshots.ClassicHistogramBuckets;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot;
import io.prometheus.metrics.model.snapshots.HistogramSnapshot.HistogramDataPointSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import io.prometheus.metrics.model.snapshots.Unit;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.CallStatistics;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.Workload;

/** How long the calls of servers took, as the hypervisors counted them. */
final class CallDurations implements Collector {
    private static final String NAME = "ipmibridge_hypervisor_call_duration_seconds";

    private static final List<Double> BOUNDS = Stream.concat(
                    CallStatistics.BOUNDS.stream(), Stream.of(Double.POSITIVE_INFINITY))
            .toList();

    private final Supplier<List<Hypervisor>> hypervisors;

    CallDurations(Supplier<List<Hypervisor>> hypervisors) {
        this.hypervisors = hypervisors;
    }

    @Override
    public MetricSnapshot collect() {
        HistogramSnapshot.Builder all = HistogramSnapshot.builder()
                .name(NAME)
                .unit(Unit.SECONDS)
                .help("Time that calls of the hypervisor's server took, without those that wait for news.");
        Lookup.each(hypervisors, hypervisor -> {
            Optional<CallStatistics> calls = hypervisor.workload().flatMap(Workload::calls);
            calls.ifPresent(statistics -> all.dataPoint(point(hypervisor.name(), statistics)));
        });
        return all.build();
    }

    private static HistogramDataPointSnapshot point(String hypervisor, CallStatistics calls) {
        return HistogramDataPointSnapshot.builder()
                .labels(Labels.of(HypervisorFigures.LABEL, hypervisor))
                .classicHistogramBuckets(ClassicHistogramBuckets.of(BOUNDS, calls.counts()))
                .sum(calls.total().toNanos() / 1e9)
                .build();
    }
}
