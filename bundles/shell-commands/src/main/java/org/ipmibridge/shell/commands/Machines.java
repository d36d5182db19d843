package org.ipmibridge.shell.commands;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;

/** Finds machines, and the BMCs that control them. */
final class Machines {
    private Machines() {}

    /**
     * The machine that an operator means.
     *
     * @param text its name or identifier, or {@code hypervisor/name} where more than one hypervisor has a machine of that name
     * @throws MachineNotFoundException if there is none, or more than one
     */
    static Machine find(MachineDirectory directory, String text) {
        try {
            return directory.require("", text);
        } catch (MachineNotFoundException e) {
            int slash = text.indexOf('/');
            if (slash <= 0) {
                throw e;
            }
            return directory.require(text.substring(0, slash), text.substring(slash + 1));
        }
    }

    /** Gives the shortest text by which {@link #find} finds each machine. */
    static Function<Machine, String> shortNames(List<Machine> all) {
        Map<String, Long> counts = all.stream().collect(Collectors.groupingBy(Machine::name, Collectors.counting()));
        return machine -> counts.getOrDefault(machine.name(), 0L) == 1 ? machine.name() : fullName(machine);
    }

    /** {@code hypervisor/name}; the name alone of a machine whose hypervisor is not known at this moment. */
    static String fullName(Machine machine) {
        return machine.hypervisor().isEmpty() ? machine.name() : machine.hypervisor() + "/" + machine.name();
    }

    /** Gives the names of the BMCs that control each machine. */
    static Function<Machine, List<String>> controllers(BmcDirectory bmcs, MachineDirectory machines) {
        Map<String, List<String>> controllers = new HashMap<>();
        bmcs.statuses().stream().flatMap(status -> status.bmc().stream()).forEach(bmc -> controlledBy(bmc, machines)
                .ifPresent(machine -> controllers
                        .computeIfAbsent(key(machine), any -> new ArrayList<>())
                        .add(bmc.name())));
        return machine -> controllers.getOrDefault(key(machine), List.of());
    }

    private static Optional<Machine> controlledBy(Bmc bmc, MachineDirectory machines) {
        try {
            return Optional.of(machines.requireFor(bmc.name(), bmc.hypervisor(), bmc.machine()));
        } catch (HypervisorException e) {
            return Optional.empty();
        }
    }

    private static String key(Machine machine) {
        return machine.hypervisor() + "/" + machine.id();
    }
}
