package org.ipmibridge.virtual.bmc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;

/**
 * The hypervisors of this moment. One that cannot say what it has, or fails, hides no machine of another. Machines are looked up with every
 * command, so there are no streams where one is found. Thread-safe.
 */
final class Inventory {
    /**
     * What was found.
     *
     * @param machine the only machine of that name among those that are known
     * @param certain whether every hypervisor that may have one of that name has said so
     */
    record Finding(Machine machine, boolean certain) {}

    private final List<Hypervisor> hypervisors = new CopyOnWriteArrayList<>();

    void add(Hypervisor hypervisor) {
        hypervisors.add(hypervisor);
    }

    void remove(Hypervisor hypervisor) {
        hypervisors.remove(hypervisor);
    }

    /** All of them, ordered by name. */
    List<Hypervisor> hypervisors() {
        return hypervisors.stream()
                .sorted(Comparator.comparing(Hypervisor::name))
                .toList();
    }

    /** The hypervisor of this name. */
    Optional<Hypervisor> hypervisor(String name) {
        for (Hypervisor candidate : hypervisors) {
            if (candidate.name().equals(name)) {
                return Optional.of(candidate);
            }
        }
        return Optional.empty();
    }

    /**
     * Looks on the hypervisor of a name, or on all when it is empty.
     *
     * @throws MachineNotFoundException if there is none, or more than one
     * @throws HypervisorUnavailableException if a hypervisor that may have it cannot say now
     * @throws RuntimeException whatever a hypervisor failed with that may have it
     */
    Finding find(String hypervisor, String machine) {
        Machine found = null;
        RuntimeException doubt = null;
        for (Hypervisor each : hypervisors) {
            if (mayBe(each, hypervisor)) {
                try {
                    Machine candidate = each.find(machine).orElse(null);
                    if (candidate != null && found != null) {
                        throw new MachineNotFoundException(ambiguous(hypervisor, machine));
                    }
                    found = candidate == null ? found : candidate;
                } catch (MachineNotFoundException e) {
                    throw e; // it may be any of several
                } catch (RuntimeException e) {
                    doubt = e;
                } catch (LinkageError e) {
                    doubt = new HypervisorUnavailableException(
                            "hypervisor " + each.name() + " cannot say what it has: " + e, e);
                }
            }
        }
        if (found != null) {
            return new Finding(found, doubt == null);
        }
        throw doubt != null ? doubt : new MachineNotFoundException(unknown(hypervisor, machine));
    }

    private static boolean mayBe(Hypervisor candidate, String name) {
        return name.isEmpty() || name.equals(candidate.name());
    }

    private String unknown(String hypervisor, String machine) {
        if (hypervisor.isEmpty()) {
            return "no hypervisor has a machine " + machine;
        }
        return hypervisor(hypervisor).isEmpty()
                ? "there is no hypervisor " + hypervisor + " for machine " + machine
                : "hypervisor " + hypervisor + " has no machine " + machine;
    }

    private String ambiguous(String hypervisor, String machine) {
        return "machine " + machine + " can be any of "
                + hypervisors.stream()
                        .filter(each -> mayBe(each, hypervisor))
                        .flatMap(each -> known(each, machine).stream())
                        .map(candidate -> candidate.hypervisor() + "/" + candidate.name())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ": say which";
    }

    private static Optional<Machine> known(Hypervisor hypervisor, String machine) {
        try {
            return hypervisor.find(machine);
        } catch (RuntimeException | LinkageError e) {
            return Optional.empty();
        }
    }
}
