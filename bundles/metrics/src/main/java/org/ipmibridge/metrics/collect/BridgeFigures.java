package org.ipmibridge.metrics.collect;

import io.prometheus.metrics.core.metrics.CounterWithCallback;
import io.prometheus.metrics.core.metrics.GaugeWithCallback;
import io.prometheus.metrics.core.metrics.Info;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.util.List;
import java.util.Locale;
import java.util.function.ToLongFunction;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.BmcStatus.State;
import org.ipmibridge.ipmi.api.transport.PacketCounts;
import org.ipmibridge.metrics.Bridge;

/** What is looked up of the bridge when Prometheus asks. */
final class BridgeFigures {
    private BridgeFigures() {}

    static void register(PrometheusRegistry registry, Bridge bridge, String version) {
        Info.builder()
                .name("ipmibridge_build_info")
                .help("The version that runs.")
                .labelNames("version")
                .register(registry)
                .setLabelValues(version);
        GaugeWithCallback.builder()
                .name("ipmibridge_bmcs")
                .help("BMCs, by state: listening, starting, failed or disabled.")
                .labelNames("state")
                .callback(gauge ->
                        Lookup.attempt(() -> bridge.bmcs().ifPresent(directory -> states(directory.statuses(), gauge))))
                .register(registry);
        GaugeWithCallback.builder()
                .name("ipmibridge_sessions")
                .help("Sessions that are open.")
                .callback(gauge -> Lookup.attempt(() -> bridge.sessions().ifPresent(gauge::call)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("ipmibridge_problems")
                .help("All that is wrong, as bmc:problems lists it.")
                .callback(gauge -> Lookup.attempt(() -> bridge.problems().ifPresent(gauge::call)))
                .register(registry);
        GaugeWithCallback.builder()
                .name("ipmibridge_queue_length")
                .help("What waits, by queue.")
                .labelNames("queue")
                .callback(gauge -> bridge.queues()
                        .forEach((queue, length) -> Lookup.attempt(() -> gauge.call(length.getAsLong(), queue))))
                .register(registry);
        packets(registry, bridge, "received", "Datagrams that came in.", PacketCounts::received);
        packets(registry, bridge, "sent", "Datagrams that went out.", PacketCounts::sent);
        packets(
                registry,
                bridge,
                "dropped",
                "Datagrams that met silence because they are no packets that the transport knows.",
                PacketCounts::dropped);
        CounterWithCallback.builder()
                .name("ipmibridge_session_packets_dropped_total")
                .help("Packets that met silence in the session layer, as those of no session or with a wrong code.")
                .callback(counter ->
                        Lookup.attempt(() -> bridge.droppedInSessionLayer().ifPresent(counter::call)))
                .register(registry);
    }

    private static void states(List<BmcStatus> all, GaugeWithCallback.Callback gauge) {
        for (State state : State.values()) {
            gauge.call(
                    all.stream().filter(status -> status.state() == state).count(),
                    state.name().toLowerCase(Locale.ROOT));
        }
    }

    private static void packets(
            PrometheusRegistry registry, Bridge bridge, String what, String help, ToLongFunction<PacketCounts> count) {
        CounterWithCallback.builder()
                .name("ipmibridge_packets_" + what + "_total")
                .help(help)
                .callback(counter -> Lookup.attempt(
                        () -> bridge.packets().ifPresent(packets -> counter.call(count.applyAsLong(packets)))))
                .register(registry);
    }
}
