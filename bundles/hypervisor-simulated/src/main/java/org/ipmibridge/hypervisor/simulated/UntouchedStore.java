package org.ipmibridge.hypervisor.simulated;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/** A store that knows some machines as they are before anybody changes them, so that nothing is kept of those that nobody does. */
final class UntouchedStore implements StateStore {
    private final StateStore store;
    private final Set<String> machines;
    private final MachineState untouched;

    /**
     * @param store keeps what is changed
     * @param machines their names
     * @param untouched the state in which they are found
     */
    UntouchedStore(StateStore store, Set<String> machines, MachineState untouched) {
        this.store = store;
        this.machines = machines;
        this.untouched = untouched;
    }

    @Override
    public Optional<MachineState> load(String machine) {
        return store.load(machine).or(() -> machines.contains(machine) ? Optional.of(untouched) : Optional.empty());
    }

    @Override
    public void save(String machine, MachineState state) {
        store.save(machine, state);
    }

    @Override
    public Instant since(Instant now) {
        return store.since(now);
    }
}
