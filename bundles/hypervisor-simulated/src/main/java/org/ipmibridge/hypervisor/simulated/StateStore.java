package org.ipmibridge.hypervisor.simulated;

import java.time.Instant;
import java.util.Optional;

/** Where the state of machines is kept while they, or the bridge, are not there. Thread-safe for different machines. */
interface StateStore {
    /** The state in which the machine was left; none for one that was never here. */
    Optional<MachineState> load(String machine);

    /** Keeps a state in place of the one before: after a crash it is either that one or this one. */
    void save(String machine, MachineState state);

    /** When there were machines here first; {@code now}, which is kept, where there were none before. */
    Instant since(Instant now);
}
