package org.ipmibridge.shell.commands;

import java.util.List;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;

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

    /** The shortest text by which {@link #find} finds a machine. */
    static String shortName(Machine machine, List<Machine> all) {
        boolean unique = all.stream()
                        .filter(other -> other.name().equals(machine.name()))
                        .count()
                == 1;
        return unique ? machine.name() : machine.hypervisor() + "/" + machine.name();
    }

    /** The names of the BMCs that control a machine. */
    static List<String> controllers(Machine machine, BmcDirectory bmcs, MachineDirectory machines) {
        return bmcs.statuses().stream()
                .filter(status -> status.bmc()
                        .filter(bmc -> controls(bmc, machine, machines))
                        .isPresent())
                .map(BmcStatus::name)
                .toList();
    }

    private static boolean controls(Bmc bmc, Machine machine, MachineDirectory machines) {
        try {
            Machine controlled = machines.require(bmc.hypervisor(), bmc.machine());
            return controlled.name().equals(machine.name())
                    && controlled.hypervisor().equals(machine.hypervisor());
        } catch (MachineNotFoundException e) {
            return false;
        }
    }
}
