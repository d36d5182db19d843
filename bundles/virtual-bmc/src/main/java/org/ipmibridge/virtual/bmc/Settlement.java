package org.ipmibridge.virtual.bmc;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.problem.Problem;

/**
 * Decides which of the configurations that wait can be in force together. What a BMC has it keeps, unless its own new configuration gives it
 * up; what two want that neither has goes to the first by PID. Two may so swap what they have.
 */
final class Settlement {
    private final Collection<BmcEntry> entries;
    private final Map<BmcEntry, Problem> losers = new HashMap<>();

    private Settlement(Collection<BmcEntry> entries) {
        this.entries = entries;
    }

    /** The entries whose waiting configuration must wait on, each with the reason. */
    static Map<BmcEntry, Problem> losers(Collection<BmcEntry> entries) {
        Settlement settlement = new Settlement(entries);
        while (settlement.findLoser()) {
            // One that loses keeps what it has, and so others may lose.
        }
        return settlement.losers;
    }

    private boolean findLoser() {
        for (BmcEntry entry : movers().toList()) {
            Optional<Problem> reason = conflict(entry);
            if (reason.isPresent()) {
                losers.put(entry, reason.get());
                return true;
            }
        }
        return false;
    }

    private Stream<BmcEntry> movers() {
        return entries.stream().filter(entry -> entry.unsettled() && !losers.containsKey(entry));
    }

    private Optional<Problem> conflict(BmcEntry entry) {
        BmcConfig wanted = entry.desired().orElseThrow();
        List<BmcEntry> others = entries.stream().filter(other -> other != entry).toList();
        Stream<BmcConfig> keepers = others.stream()
                .filter(other -> !other.unsettled() || losers.containsKey(other))
                .flatMap(other -> other.inForce().stream());
        Stream<BmcConfig> rivals = movers().filter(other -> other != entry && precedes(other, entry))
                .flatMap(other -> other.desired().stream());
        return Stream.concat(keepers, rivals)
                .flatMap(other -> wanted.conflictWith(other).stream())
                .findFirst();
    }

    private static boolean precedes(BmcEntry rival, BmcEntry entry) {
        boolean rivalHas = has(rival, entry.desired().orElseThrow());
        boolean entryHas = has(entry, rival.desired().orElseThrow());
        return rivalHas != entryHas ? rivalHas : rival.pid().compareTo(entry.pid()) < 0;
    }

    private static boolean has(BmcEntry holder, BmcConfig wanted) {
        return holder.inForce().flatMap(wanted::conflictWith).isPresent();
    }
}
