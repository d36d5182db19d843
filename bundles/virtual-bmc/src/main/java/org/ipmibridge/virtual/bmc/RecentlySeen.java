package org.ipmibridge.virtual.bmc;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.virtual.bmc.fleet.MachineKey;

/**
 * The machines of a fleet as they were seen last. One that is not there any more is taken for there a moment longer: some servers tell of a
 * move as of a departure and an arrival. Of one whose hypervisor cannot say it is only known what it was called. Used by one thread.
 */
final class RecentlySeen {
    static final Duration GRACE = Duration.ofSeconds(1);

    private final Map<MachineKey, Placement> last = new HashMap<>();
    private final Map<MachineKey, Instant> missingSince = new HashMap<>();

    private boolean unsure;

    /** The machines of the fleet with those that have just gone. */
    Map<MachineKey, Placement> with(Map<MachineKey, Placement> found, FleetRound round) {
        Map<MachineKey, Placement> present = new HashMap<>(found);
        Map<MachineKey, Placement> unknown = new HashMap<>();
        last.forEach((key, machine) -> {
            if (!found.containsKey(key)) {
                Instant since = missingSince.computeIfAbsent(key, any -> round.now());
                if (!round.canSay(key.hypervisor())) {
                    unknown.put(key, machine);
                } else if (!round.has(key) && since.plus(GRACE).isAfter(round.now())) {
                    present.put(key, machine);
                }
            }
        });
        unsure = present.size() > found.size();
        last.clear();
        last.putAll(present);
        last.putAll(unknown);
        missingSince.keySet().removeIf(key -> found.containsKey(key) || !last.containsKey(key));
        return present;
    }

    /** Whether one is taken for there that is not. */
    boolean isUnsure() {
        return unsure;
    }

    /** What a machine was called last. */
    Optional<String> name(MachineKey key) {
        return Optional.ofNullable(last.get(key)).map(Placement::name);
    }
}
