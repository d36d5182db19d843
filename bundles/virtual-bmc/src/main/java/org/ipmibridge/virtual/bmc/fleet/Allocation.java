package org.ipmibridge.virtual.bmc.fleet;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.ipmibridge.hypervisor.api.Placement;

/**
 * Gives addresses to the machines of a fleet: to each the one that it had, else the lowest that nobody ever had, else the one that is unused
 * for the longest time. Nothing is taken from a machine of a hypervisor that cannot say.
 */
public final class Allocation {
    private final Slots slots;
    private final Assignments assignments;
    private final Surroundings around;
    private final Instant now;
    private final List<String> without = new ArrayList<>();
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
        Map<String, List<MachineKey>> inOrder = new TreeMap<>();
        wanted.forEach((key, machine) -> inOrder.computeIfAbsent(machine.name(), any -> new ArrayList<>())
                .add(key));
        follow(wanted);
        inOrder.forEach((name, keys) -> keys.stream().sorted().forEach(key -> give(key, name)));
        rename(wanted);
    }

    /** All assignments as they are now. */
    public Assignments assignments() {
        return assignments;
    }

    /** Those to be in force. */
    public List<Assignment> used() {
        return assignments.all().stream().filter(Assignment::isUsed).toList();
    }

    /** The names of machines for which there was no address, in alphabetical order. */
    public List<String> without() {
        return without;
    }

    /** Whether a machine gets its address later. */
    public boolean isWaiting() {
        return waiting;
    }

    /** Not before all is known: machines too may come one by one at a start. */
    private void release(Map<MachineKey, Placement> wanted) {
        if (!around.isSettled()) {
            return;
        }
        for (Assignment each : assignments.all()) {
            MachineKey machine = each.machine();
            if (each.isUsed() && !wanted.containsKey(machine) && around.canSay(machine.hypervisor())) {
                assignments.replace(each, each.withReleased(Optional.of(now)));
            }
        }
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

    private void give(MachineKey key, String machine) {
        Optional<Assignment> had = assignments.of(key);
        if (had.isPresent() && slots.indexOf(had.get().endpoint()) >= 0) {
            had.filter(each -> !each.isUsed())
                    .ifPresent(each -> assignments.replace(each, each.withReleased(Optional.empty())));
            return;
        }
        if (!around.isSettled()) {
            waiting = true;
            return;
        }
        had.ifPresent(assignments::remove);
        Optional<InetSocketAddress> endpoint = exhausted ? Optional.empty() : free().or(this::longestUnused);
        if (endpoint.isEmpty()) {
            exhausted = true;
            without.add(machine);
            return;
        }
        String bmc = had.map(Assignment::bmc)
                .filter(name -> !assignments.has(name))
                .orElseGet(() -> BmcNames.of(machine, this::isTaken));
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
                        && slots.indexOf(each.endpoint()) >= 0
                        && around.otherOwner(each.endpoint()).isEmpty())
                .min(Comparator.comparing((Assignment each) -> each.released().orElseThrow())
                        .thenComparing(Assignment::machine));
        oldest.ifPresent(assignments::remove);
        return oldest.map(Assignment::endpoint);
    }

    /** Gives way to BMCs outside of the fleet. */
    private void rename(Map<MachineKey, Placement> wanted) {
        for (Assignment each : assignments.all()) {
            if (each.isUsed() && around.isTaken(each.bmc())) {
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
