package org.ipmibridge.hypervisor.simulated;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** States in memory. */
final class MemoryStore implements StateStore {
    final Map<String, MachineState> states = new ConcurrentHashMap<>();

    @Override
    public Optional<MachineState> load(String machine) {
        return Optional.ofNullable(states.get(machine));
    }

    @Override
    public Instant since(Instant now) {
        return now;
    }

    @Override
    public void save(String machine, MachineState state) {
        states.put(machine, state);
    }
}
