package org.ipmibridge.hypervisor.vmware;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.machine.VmwareMachines;

/** One machine for each virtual machine, from when it is first asked for until it is gone. Thread-safe. */
final class Machines implements Vms.VmListener {
    private final Vms vms;
    private final VmwareMachines maker;
    private final Map<String, Machine> machines = new ConcurrentHashMap<>();

    Machines(Vms vms, VmwareMachines maker) {
        this.vms = vms;
        this.maker = maker;
    }

    List<Machine> all() {
        List<Machine> all = new ArrayList<>();
        vms.all().forEach(vm -> all.add(machine(vm)));
        return all;
    }

    List<Placement> placements() {
        return vms.all().stream().map(Machines::placement).toList();
    }

    private static Placement placement(VmState vm) {
        String path = vm.path();
        return new Placement(
                vm.instanceUuid().map(UUID::toString).orElse(vm.id()),
                vm.name(),
                path.substring(0, Math.max(0, path.lastIndexOf('/'))),
                vm.pool(),
                vm.attributes());
    }

    /** As {@link Vms#find}. */
    Optional<Machine> find(String key) {
        return vms.find(key).map(this::machine);
    }

    @Override
    public void changed(Optional<VmState> before, Optional<VmState> after) {
        if (after.isEmpty() && before.isPresent()) {
            VmState gone = before.get();
            Machine machine = machines.remove(gone.id());
            if (machine != null) {
                maker.close(
                        machine,
                        new MachineNotFoundException("machine " + gone.name() + " was removed from the server"));
            }
        }
    }

    private Machine machine(VmState vm) {
        Machine known = machines.get(vm.id());
        return known != null ? known : machines.computeIfAbsent(vm.id(), maker::create);
    }
}
