package org.ipmibridge.hypervisor.simulated;

import java.time.Instant;
import java.util.Optional;

/** A store in another place: machines that it does not know yet come in the state in which the place before has them. */
final class MovedStore implements StateStore {
    private final StateStore now;
    private final StateStore before;

    MovedStore(StateStore now, StateStore before) {
        this.now = now;
        this.before = before;
    }

    @Override
    public Optional<MachineState> load(String machine) {
        return now.load(machine).or(() -> {
            Optional<MachineState> moved = before.load(machine);
            moved.ifPresent(state -> now.save(machine, state));
            return moved;
        });
    }

    @Override
    public Instant since(Instant first) {
        return now.since(before.since(first));
    }

    @Override
    public void save(String machine, MachineState state) {
        now.save(machine, state);
    }
}
