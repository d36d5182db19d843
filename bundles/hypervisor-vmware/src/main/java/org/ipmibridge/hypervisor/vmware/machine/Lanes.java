package org.ipmibridge.hypervisor.vmware.machine;

import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.backend.Lane;
import org.ipmibridge.hypervisor.vmware.boot.Turns;

/** A lane for each machine, by managed object id. Thread-safe. */
final class Lanes implements Turns {
    private final Executor executor;
    private final UnaryOperator<String> names;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();

    /** @param names the name of a machine, for messages */
    Lanes(Executor executor, UnaryOperator<String> names) {
        this.executor = executor;
        this.names = names;
    }

    /** Ends what waits or runs. */
    void close(String id, HypervisorException reason) {
        Lane lane = lanes.remove(id);
        if (lane != null) {
            lane.close(reason);
        }
    }

    @Override
    public CompletionStage<Void> take(String id, String what, Supplier<CompletionStage<Void>> change) {
        return lanes.computeIfAbsent(id, absent -> new Lane(names.apply(id), executor))
                .submit(what, change);
    }
}
