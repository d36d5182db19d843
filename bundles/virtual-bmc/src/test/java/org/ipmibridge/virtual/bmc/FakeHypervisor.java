package org.ipmibridge.virtual.bmc;

import java.util.List;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.Machine;

/**
 * A hypervisor with these machines.
 *
 * @param name its name
 * @param machines all of its machines
 */
record FakeHypervisor(String name, List<Machine> machines) implements Hypervisor {
    FakeHypervisor(String name, Machine... machines) {
        this(name, List.of(machines));
    }

    @Override
    public Optional<Machine> find(String machine) {
        return machines.stream().filter(one -> one.name().equals(machine)).findFirst();
    }
}
