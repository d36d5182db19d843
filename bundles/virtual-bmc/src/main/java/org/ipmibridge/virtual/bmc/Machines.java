package org.ipmibridge.virtual.bmc;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** All machines of all {@link Hypervisor} services. */
@Component
public final class Machines implements MachineDirectory {
    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile List<Hypervisor> hypervisors = List.of();

    @Override
    public Machine require(String hypervisor, String machine) {
        List<Hypervisor> asked = hypervisors.stream()
                .filter(candidate -> hypervisor.isEmpty() || candidate.name().equals(hypervisor))
                .toList();
        List<Machine> found = asked.stream()
                .map(candidate -> candidate.find(machine))
                .flatMap(Optional::stream)
                .toList();
        if (found.size() == 1) {
            return found.get(0);
        }
        throw new MachineNotFoundException(
                found.isEmpty() ? unknown(hypervisor, machine, asked) : ambiguous(machine, found));
    }

    @Override
    public List<Machine> machines() {
        return hypervisors.stream()
                .flatMap(hypervisor -> hypervisor.machines().stream())
                .sorted(Comparator.comparing(Machine::hypervisor).thenComparing(Machine::name))
                .toList();
    }

    private String unknown(String hypervisor, String machine, List<Hypervisor> asked) {
        if (hypervisor.isEmpty()) {
            return "no hypervisor has a machine " + machine;
        }
        return asked.isEmpty()
                ? "there is no hypervisor " + hypervisor + " for machine " + machine
                : "hypervisor " + hypervisor + " has no machine " + machine;
    }

    private static String ambiguous(String machine, List<Machine> found) {
        return "machine " + machine + " can be any of "
                + found.stream()
                        .map(candidate -> candidate.hypervisor() + "/" + candidate.name())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ": say which";
    }
}
