package org.ipmibridge.hypervisor.vmware.machine;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
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
    private static final CompletionStage<Void> NOW = CompletableFuture.completedStage(null);

    private final Executor executor;
    private final UnaryOperator<String> names;
    private final Map<String, Lane> lanes = new ConcurrentHashMap<>();
    /** What a predecessor has under way, by managed object id: each ends before another change of that machine begins. */
    private final Map<String, CompletionStage<Void>> before = new ConcurrentHashMap<>();

    private volatile HypervisorException closed;

    /** @param names the name of a machine, for messages */
    Lanes(Executor executor, UnaryOperator<String> names) {
        this.executor = executor;
        this.names = names;
    }

    /** Lets changes of these machines wait for what a predecessor still does with them. */
    void follow(Map<String, ? extends CompletionStage<Void>> underWay) {
        before.putAll(underWay);
    }

    /** Of each machine that has something under way when that has ended; a future never fails. */
    Map<String, CompletableFuture<Void>> underWay() {
        Map<String, CompletableFuture<Void>> busy = new HashMap<>();
        lanes.forEach((id, lane) -> {
            CompletableFuture<Void> settled = lane.settled().toCompletableFuture();
            if (!settled.isDone()) {
                busy.put(id, settled);
            }
        });
        before.forEach((id, ended) -> {
            if (!ended.toCompletableFuture().isDone()) {
                busy.putIfAbsent(id, ended.toCompletableFuture());
            }
        });
        return busy;
    }

    /** How many changes run or wait. */
    int changes() {
        return lanes.values().stream().mapToInt(Lane::size).sum();
    }

    /** Ends what waits or runs, and refuses what is asked later: the executor may run nothing any more. */
    void close(HypervisorException reason) {
        closed = reason;
        lanes.keySet().forEach(id -> close(id, reason));
    }

    /** Ends what waits or runs with one machine. */
    void close(String id, HypervisorException reason) {
        Lane lane = lanes.remove(id);
        if (lane != null) {
            lane.close(reason);
        }
    }

    @Override
    public CompletionStage<Void> take(String id, String what, Supplier<CompletionStage<Void>> change) {
        if (closed != null) {
            return CompletableFuture.failedFuture(closed);
        }
        CompletionStage<Void> taken = lanes.computeIfAbsent(id, absent -> new Lane(names.apply(id), executor))
                .submit(what, () -> turn(id).thenCompose(now -> change.get()));
        if (closed != null) {
            close(id, closed); // It was not there yet when the others were closed.
        }
        return taken;
    }

    /** At once unless a predecessor has something under way. */
    private CompletionStage<Void> turn(String id) {
        CompletionStage<Void> ended = before.get(id);
        return ended == null ? NOW : ended.thenRun(() -> before.remove(id, ended));
    }
}
