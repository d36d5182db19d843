package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Reads of single virtual machines: of each machine one at a time, shared by all who wait for it. Thread-safe. */
final class DirectReads {
    private final Function<String, CompletionStage<VmState>> read;
    private final Map<String, Pair> pairs = new HashMap<>();

    /** The read that is under way, and the one that begins when that ends, if somebody waits for it. */
    private static final class Pair {
        private final CompletableFuture<VmState> running = new CompletableFuture<>();
        private CompletableFuture<VmState> next;
    }

    /** @param read begins a read */
    DirectReads(Function<String, CompletionStage<VmState>> read) {
        this.read = read;
    }

    /** The read that is under way, or else a new one. */
    CompletionStage<VmState> joined(String id) {
        Pair pair;
        synchronized (this) {
            pair = pairs.get(id);
            if (pair != null) {
                return pair.running.copy();
            }
            pair = new Pair();
            pairs.put(id, pair);
        }
        return begin(id, pair);
    }

    /** A read that begins after this call. */
    CompletionStage<VmState> fresh(String id) {
        synchronized (this) {
            Pair pair = pairs.get(id);
            if (pair != null) {
                if (pair.next == null) {
                    pair.next = new CompletableFuture<>();
                }
                return pair.next.copy();
            }
        }
        return joined(id);
    }

    private CompletionStage<VmState> begin(String id, Pair pair) {
        CompletableFuture<VmState> answer = pair.running.copy();
        read.apply(id).whenComplete((state, failure) -> {
            end(id, pair);
            if (failure == null) {
                pair.running.complete(state);
            } else {
                pair.running.completeExceptionally(failure);
            }
        });
        return answer;
    }

    private void end(String id, Pair pair) {
        CompletableFuture<VmState> next;
        Pair following = new Pair();
        synchronized (this) {
            next = pair.next;
            if (next == null) {
                pairs.remove(id);
                return;
            }
            pairs.put(id, following);
        }
        begin(id, following).whenComplete((state, failure) -> {
            if (failure == null) {
                next.complete(state);
            } else {
                next.completeExceptionally(failure);
            }
        });
    }
}
