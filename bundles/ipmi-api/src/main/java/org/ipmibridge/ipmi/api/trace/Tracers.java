package org.ipmibridge.ipmi.api.trace;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.ipmibridge.ipmi.api.bmc.Bmc;

/** The tracers that there are, for a bundle that has packets to tell of. Thread-safe; while nobody traces, a look-up is one volatile read. */
public final class Tracers {
    /** By the BMC's name; null while nobody traces. */
    private volatile Map<String, List<PacketTracer>> byBmc;

    /** The tracers of a BMC; mostly none. */
    public List<PacketTracer> of(String bmc) {
        Map<String, List<PacketTracer>> all = byBmc;
        return all == null ? List.of() : all.getOrDefault(bmc, List.of());
    }

    /** @param properties of the service */
    public synchronized void add(PacketTracer tracer, Map<String, ?> properties) {
        Map<String, List<PacketTracer>> all = byBmc == null ? new HashMap<>() : new HashMap<>(byBmc);
        List<PacketTracer> tracers =
                new ArrayList<>(all.getOrDefault(String.valueOf(properties.get(Bmc.NAME)), List.of()));
        tracers.add(tracer);
        all.put(String.valueOf(properties.get(Bmc.NAME)), List.copyOf(tracers));
        byBmc = Map.copyOf(all);
    }

    public synchronized void remove(PacketTracer tracer) {
        Map<String, List<PacketTracer>> left = new HashMap<>();
        (byBmc == null ? Map.<String, List<PacketTracer>>of() : byBmc).forEach((bmc, tracers) -> {
            List<PacketTracer> others =
                    tracers.stream().filter(each -> each != tracer).toList();
            if (!others.isEmpty()) {
                left.put(bmc, others);
            }
        });
        byBmc = left.isEmpty() ? null : Map.copyOf(left);
    }
}
