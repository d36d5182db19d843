package org.ipmibridge.virtual.bmc.fleet;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.ipmibridge.hypervisor.api.Placement;

/**
 * Gives addresses to the machines of a fleet: to each the one that it had, else the lowest that nobody ever had, else the one that is unused
 * for the longest time. Nothing is taken from a machine of a hypervisor that cannot say, and none loses what it had before it has another.
 */
public final class Allocation {
    private final Slots slots;
    private final Assignments assignments;
    private final Surroundings around;
    private final Instant now;
    private final List<String> without = new ArrayList<>();
    private final Set<MachineKey> outside = new HashSet<>();
    private int cursor;
    private boolean exhausted;
    private boolean waiting;

    /**
     * Does it at once.
     *
     * @param before is not changed
     * @param wanted the machines of the fleet, those that hypervisors tell of
     */
    public Allocation(
            Slots slots, Assignments before, Map<MachineKey, Placement> wanted, Surroundings around, Instant now) {
        this.slots = slots;
        this.around = around;
        this.now = now;
        assignments = before.copy();
        release(wanted);
        follow(wanted);
        Map<MachineKey, String> names = new HashMap<>();
        assignments.all().stream().filter(Assignment::isUsed).forEach(each -> names.put(each.machine(), each.bmc()));
        wanted.forEach((key, machine) -> names.put(key, machine.name()));
        names.keySet().stream()
                .filter(key -> !keeps(key))
                .sorted(Comparator.comparing(
                                (MachineKey key) -> assignments.of(key).isEmpty())
                        .thenComparing(names::get)
                        .thenComparing(Comparator.naturalOrder()))
                .toList()
                .forEach(key -> give(key, names.get(key)));
        rename(wanted);
    }

    /** All assignments as they are now. */
    public Assignments assignments() {
        return assignments;
    }

    /** Those to be in force. */
    public List<Assignment> used() {
        return assignments.all().stream()
                .filter(each -> each.isUsed() && !outside.contains(each.machine()))
                .toList();
    }

    /** Those of machines that must move, as long as it is not known where to: what is in force may stay so until then. */
    public List<Assignment> moving() {
        return waiting
                ? assignments.all().stream()
                        .filter(each -> each.isUsed() && outside.contains(each.machine()))
                        .toList()
                : List.of();
    }

    /** The names of machines for which there was no address, in alphabetical order. What they had is kept for another plan. */
    public List<String> without() {
        return without.stream().sorted().toList();
    }

    /** Whether a machine gets its address later. */
    public boolean isWaiting() {
        return waiting;
    }

    private void release(Map<MachineKey, Placement> wanted) {
        for (Assignment each : assignments.all()) {
            MachineKey machine = each.machine();
            if (each.isUsed() && !wanted.containsKey(machine) && (around.hasOwnBmc(machine) || isKnown(machine))) {
                assignments.replace(each, each.withReleased(Optional.of(now)));
            }
        }
    }

    /** Whether all is known that can be said of a machine: machines too may come one by one at a start. */
    private boolean isKnown(MachineKey machine) {
        return around.isSettled() && around.canSay(machine.hypervisor());
    }

    /** A machine with a UUID is the same one when its hypervisor has another name than before. */
    private void follow(Map<MachineKey, Placement> wanted) {
        Map<String, Assignment> orphans = new TreeMap<>();
        for (Assignment each : assignments.all()) {
            if (!around.isThere(each.machine().hypervisor())
                    && isUuid(each.machine().id())) {
                orphans.put(each.machine().id(), each);
            }
        }
        if (orphans.isEmpty()) {
            return;
        }
        wanted.keySet().stream()
                .filter(key -> assignments.of(key).isEmpty() && orphans.containsKey(key.id()))
                .sorted()
                .forEach(key -> Optional.ofNullable(orphans.remove(key.id()))
                        .ifPresent(orphan -> assignments.replace(orphan, orphan.withMachine(key))));
    }

    /** Whether a machine has again what it had. */
    private boolean keeps(MachineKey key) {
        Optional<Assignment> kept = assignments.of(key).filter(this::isInPlan);
        kept.filter(each -> !each.isUsed())
                .ifPresent(each -> assignments.replace(each, each.withReleased(Optional.empty())));
        return kept.isPresent();
    }

    private boolean isInPlan(Assignment assignment) {
        return slots.indexOf(assignment.endpoint()) >= 0;
    }

    /** To those first that had something, which is not part of the plan any more. */
    private void give(MachineKey key, String machine) {
        if (!around.isSettled()) {
            waiting = true;
            outside.add(key);
            return;
        }
        Optional<InetSocketAddress> endpoint = exhausted ? Optional.empty() : free().or(this::longestUnused);
        if (endpoint.isEmpty()) {
            exhausted = true;
            without.add(machine);
            outside.add(key);
            return;
        }
        Optional<Assignment> had = assignments.of(key);
        had.ifPresent(assignments::remove);
        String bmc = had.map(Assignment::bmc).orElseGet(() -> BmcNames.of(machine, this::isTaken));
        assignments.add(new Assignment(endpoint.get(), bmc, key, Optional.empty()));
    }

    private Optional<InetSocketAddress> free() {
        for (int size = slots.size(); cursor < size; cursor++) {
            InetSocketAddress endpoint = slots.at(cursor);
            if (!assignments.has(endpoint) && around.otherOwner(endpoint).isEmpty()) {
                cursor++;
                return Optional.of(endpoint);
            }
        }
        return Optional.empty();
    }

    private Optional<InetSocketAddress> longestUnused() {
        Optional<Assignment> oldest = assignments.all().stream()
                .filter(each -> !each.isUsed()
                        && isInPlan(each)
                        && around.otherOwner(each.endpoint()).isEmpty())
                .min(Comparator.comparing((Assignment each) -> each.released().orElseThrow())
                        .thenComparing(Assignment::machine));
        oldest.ifPresent(assignments::remove);
        return oldest.map(Assignment::endpoint);
    }

    /** Gives way to BMCs outside of the fleet, unless one may be its machine's own. */
    private void rename(Map<MachineKey, Placement> wanted) {
        for (Assignment each : assignments.all()) {
            if (each.isUsed() && around.isTaken(each.bmc()) && isKnown(each.machine())) {
                Placement machine = wanted.get(each.machine());
                String name = machine == null ? each.bmc() : machine.name();
                assignments.replace(each, each.withBmc(BmcNames.of(name, this::isTaken)));
            }
        }
    }

    private boolean isTaken(String bmc) {
        return assignments.has(bmc) || around.isTaken(bmc);
    }

    private static boolean isUuid(String id) {
        try {
            return UUID.fromString(id).toString().equalsIgnoreCase(id);
        } catch (IllegalArgumentException e) {
            return false;
        }
    }
}
