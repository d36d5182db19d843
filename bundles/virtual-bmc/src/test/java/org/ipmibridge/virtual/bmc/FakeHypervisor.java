package org.ipmibridge.virtual.bmc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;

/** A hypervisor whose machines are known by name and by identifier, come and go, and which can be out of reach. */
final class FakeHypervisor implements Hypervisor {
    private final String name;
    private final List<Machine> machines;
    private volatile boolean reachable = true;

    FakeHypervisor(String name, Machine... machines) {
        this.name = name;
        this.machines = new CopyOnWriteArrayList<>(machines);
    }

    void add(Machine machine) {
        machines.add(machine);
    }

    void remove(Machine machine) {
        machines.remove(machine);
    }

    void setReachable(boolean newReachable) {
        reachable = newReachable;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Machine> machines() {
        return List.copyOf(machines);
    }

    @Override
    public Optional<Machine> find(String machine) {
        if (!reachable) {
            throw new HypervisorUnavailableException(name + " was not reached yet");
        }
        List<Machine> found = machines.stream()
                .filter(one -> one.name().equals(machine) || one.id().equals(machine))
                .toList();
        if (found.size() > 1) {
            throw new MachineNotFoundException(name + " has several machines " + machine);
        }
        return found.stream().findFirst();
    }
}
