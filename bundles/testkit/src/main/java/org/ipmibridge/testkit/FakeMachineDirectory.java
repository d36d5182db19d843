package org.ipmibridge.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;

/** The machines that the test made. */
public final class FakeMachineDirectory implements MachineDirectory {
    private final List<Machine> machines;
    private final List<Hypervisor> hypervisors = new CopyOnWriteArrayList<>();
    private final Map<String, Machine> bound = new ConcurrentHashMap<>();

    public FakeMachineDirectory(Machine... machines) {
        this.machines = new CopyOnWriteArrayList<>(machines);
    }

    public void add(Machine machine) {
        machines.add(machine);
    }

    public void add(Hypervisor hypervisor) {
        hypervisors.add(hypervisor);
    }

    public void remove(Machine machine) {
        machines.remove(machine);
    }

    @Override
    public Machine require(String hypervisor, String machine) {
        List<Machine> found = machines.stream()
                .filter(one -> one.name().equals(machine)
                        && (hypervisor.isEmpty() || one.hypervisor().equals(hypervisor)))
                .toList();
        if (found.size() != 1) {
            throw new MachineNotFoundException(found.size() + " machines are called " + machine);
        }
        return found.get(0);
    }

    /** From now on this is the holder's machine, whatever the names say. */
    public void bind(String holder, Machine machine) {
        bound.put(holder, machine);
    }

    /** The machine that the test {@linkplain #bind bound}; without one, the names decide each time. */
    @Override
    public Machine requireFor(String holder, String hypervisor, String machine) {
        Machine own = bound.get(holder);
        return own == null ? require(hypervisor, machine) : own;
    }

    @Override
    public List<Hypervisor> hypervisors() {
        return hypervisors.stream()
                .sorted(Comparator.comparing(Hypervisor::name))
                .toList();
    }

    @Override
    public List<Machine> machines() {
        return machines.stream()
                .sorted(Comparator.comparing(Machine::hypervisor).thenComparing(Machine::name))
                .toList();
    }
}
