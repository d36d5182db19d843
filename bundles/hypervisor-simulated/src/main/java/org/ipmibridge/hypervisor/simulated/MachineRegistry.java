package org.ipmibridge.hypervisor.simulated;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.Placement;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The machines of one hypervisor. A machine lives as long as somebody claims its name, if it is none of those that are there anyway; of
 * several claims to one name the oldest counts. Thread-safe.
 */
final class MachineRegistry {
    private static final Logger LOG = LoggerFactory.getLogger(MachineRegistry.class);

    private final String hypervisor;
    private final SimulatedTime time;
    private final StateStore store;
    private final Map<Object, MachineSettings> claims = new HashMap<>();
    private final Map<String, Map<Object, MachineSettings>> claimsByName = new HashMap<>();
    private final Map<String, MachineSettings> unclaimed;
    private final Map<String, SimulatedMachine> machines = new ConcurrentHashMap<>();
    private final Map<String, SimulatedMachine> machinesByUuid = new ConcurrentHashMap<>();

    MachineRegistry(String hypervisor, SimulatedTime time, StateStore store) {
        this(hypervisor, time, store, Map.of());
    }

    /** @param unclaimed by name, the machines that are there without a claim; one with a claim is as that says */
    MachineRegistry(String hypervisor, SimulatedTime time, StateStore store, Map<String, MachineSettings> unclaimed) {
        this.hypervisor = hypervisor;
        this.time = time;
        this.store = store;
        this.unclaimed = unclaimed;
        unclaimed.keySet().forEach(this::settle);
    }

    /** Says, for the first time or again, what {@code owner}'s machine is to be; none for no machine of this hypervisor. */
    synchronized void claim(Object owner, Optional<MachineSettings> settings) {
        Optional<MachineSettings> wanted = settings.filter(this::isOurs);
        MachineSettings before = claims.get(owner);
        if (before != null && !wanted.map(MachineSettings::name).equals(Optional.of(before.name()))) {
            release(owner);
        }
        wanted.ifPresent(mine -> {
            claims.put(owner, mine);
            claimsByName
                    .computeIfAbsent(mine.name(), name -> new LinkedHashMap<>())
                    .put(owner, mine);
            warnOfDuplicates(mine.name());
            settle(mine.name());
        });
    }

    /** Takes the claim of {@code owner} back, if it has one. */
    synchronized void release(Object owner) {
        MachineSettings before = claims.remove(owner);
        if (before != null) {
            claimsByName.get(before.name()).remove(owner);
            settle(before.name());
        }
    }

    List<Machine> machines() {
        return new ArrayList<>(machines.values());
    }

    List<Placement> placements() {
        return machines.values().stream()
                .map(machine -> new Placement(
                        machine.id(),
                        machine.name(),
                        machine.settings().folder(),
                        "",
                        machine.settings().attributes()))
                .toList();
    }

    /** By name, or by UUID. */
    Optional<Machine> find(String machine) {
        SimulatedMachine found = machines.get(machine);
        return Optional.ofNullable(found != null ? found : machinesByUuid.get(machine.toLowerCase(Locale.ROOT)));
    }

    /** The images of all machines, ordered by path. */
    List<IsoFile> isos() {
        return machines.values().stream()
                .flatMap(machine -> machine.settings().isoFiles().stream())
                .distinct()
                .sorted(Comparator.comparing(iso -> iso.image().path()))
                .toList();
    }

    /** Ends everything that is under way. */
    synchronized void close() {
        machines.values()
                .forEach(machine -> machine.close(new HypervisorUnavailableException("hypervisor " + hypervisor
                        + " stopped, and with it what machine " + machine.name() + " was asked to do")));
        machines.clear();
        machinesByUuid.clear();
    }

    private boolean isOurs(MachineSettings settings) {
        return settings.hypervisor().isEmpty() || settings.hypervisor().equals(hypervisor);
    }

    private void settle(String name) {
        Map<Object, MachineSettings> owners = claimsByName.getOrDefault(name, Map.of());
        SimulatedMachine machine = machines.get(name);
        if (machine != null) {
            machinesByUuid.remove(machine.settings().uuid().toString(), machine);
        }
        if (owners.isEmpty()) {
            claimsByName.remove(name);
        }
        MachineSettings settings = owners.isEmpty()
                ? unclaimed.get(name)
                : owners.values().iterator().next();
        if (settings == null) {
            remove(name);
            return;
        }
        if (machine == null) {
            machine = new SimulatedMachine(hypervisor, settings, time, store);
            machines.put(name, machine);
        } else {
            machine.reconfigure(settings);
        }
        machinesByUuid.put(settings.uuid().toString(), machine);
    }

    private void remove(String name) {
        SimulatedMachine machine = machines.remove(name);
        if (machine != null) {
            machine.close(
                    new MachineNotFoundException("machine " + name + " was removed from hypervisor " + hypervisor));
        }
    }

    private void warnOfDuplicates(String name) {
        if (claimsByName.get(name).size() > 1) {
            LOG.warn("hypervisor {}: several configurations define a machine {}; the first counts", hypervisor, name);
        }
    }
}
