package org.ipmibridge.hypervisor.vmware.machine;

import com.vmware.vim25.VmResettingEvent;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;

/** What one bridge knows of the machine on a server in memory: what it saw last. */
final class FakeVms implements Vms {
    private final FakeServer server;
    private final FakeCalls calls;
    private final List<VmListener> listeners = new ArrayList<>();
    private final List<ResetListener> resetListeners = new ArrayList<>();
    private Optional<VmState> known = Optional.empty();
    private int resetsTold;

    FakeVms(FakeServer server, FakeCalls calls) {
        this.server = server;
        this.calls = calls;
        resetsTold = resets().size();
    }

    /** What the subscription would see by now. */
    void see() {
        if (calls.isDead()) {
            return;
        }
        become(server.vm.state());
        List<Instant> resets = resets();
        for (; resetsTold < resets.size(); resetsTold++) {
            Instant time = resets.get(resetsTold);
            resetListeners.forEach(listener -> listener.reset(server.vm.reference.val, time));
        }
    }

    @Override
    public List<VmState> all() {
        return known.stream().toList();
    }

    @Override
    public Optional<VmState> find(String key) {
        return known;
    }

    @Override
    public CompletionStage<VmState> current(String id) {
        return known.isPresent() ? CompletableFuture.completedStage(known.get()) : refresh(id);
    }

    @Override
    public CompletionStage<VmState> refresh(String id) {
        return calls.read("refresh", vim -> server.vm.state()).thenApply(state -> {
            become(state);
            return state;
        });
    }

    @Override
    public void watch(VmListener listener) {
        listeners.add(listener);
    }

    @Override
    public CompletionStage<List<Instant>> resetsSince(String id, Instant time) {
        return calls.read(
                "resets",
                vim -> resets().stream().filter(reset -> reset.isAfter(time)).toList());
    }

    @Override
    public void watchResets(ResetListener listener) {
        resetListeners.add(listener);
    }

    private void become(VmState state) {
        Optional<VmState> before = known;
        known = Optional.of(state);
        if (!before.equals(known)) {
            listeners.forEach(listener -> listener.changed(before, Optional.of(state)));
        }
    }

    private List<Instant> resets() {
        return server.vm.events.stream()
                .filter(VmResettingEvent.class::isInstance)
                .map(event -> event.createdTime.toInstant())
                .toList();
    }
}
