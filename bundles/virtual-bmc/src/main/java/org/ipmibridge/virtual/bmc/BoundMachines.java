package org.ipmibridge.virtual.bmc;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds the machine that a BMC stays with. The configured names decide when it has none yet, and when the hypervisor that can tell has said
 * for some seconds that the one it had is gone: a machine can be registered anew, and a hypervisor can be replaced. Thread-safe.
 */
final class BoundMachines {
    private static final Logger log = LoggerFactory.getLogger(BoundMachines.class);
    private static final Pattern UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private static final long GRACE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Inventory inventory;
    private final Bindings bindings;
    private final LongSupplier nanoClock;

    /** Since when the machine of a BMC is gone. */
    private final Map<String, Long> goneSince = new ConcurrentHashMap<>();

    /** What each BMC's machine was called when it was last compared with the configuration. */
    private final Map<String, String> comparedNames = new ConcurrentHashMap<>();

    BoundMachines(Inventory inventory, Bindings bindings, LongSupplier nanoClock) {
        this.inventory = inventory;
        this.bindings = bindings;
        this.nanoClock = nanoClock;
    }

    /**
     * The machine of a BMC.
     *
     * @throws MachineNotFoundException if there is none, or more than one
     * @throws HypervisorUnavailableException if it cannot be said now
     */
    Machine find(String bmc, String hypervisor, String machine) {
        Binding binding = bindings.of(bmc, hypervisor, machine);
        if (!binding.isBound()) {
            return bind(bmc, binding);
        }
        Machine same = same(bmc, binding);
        if (same == null) {
            awaitReturn(bmc, binding);
            return bind(bmc, binding);
        }
        goneSince.remove(bmc);
        if (!same.name().equals(comparedNames.get(bmc))) {
            compare(bmc, binding, same);
        }
        return same;
    }

    /** Forgets the machines of BMCs that are gone, but for what their files have. */
    void forget(Set<String> bmcs) {
        bindings.forget(bmcs);
        goneSince.keySet().removeAll(bmcs);
        comparedNames.keySet().removeAll(bmcs);
    }

    /** Whether a BMC is known to have a machine. */
    boolean isBound(String bmc) {
        return bindings.isBound(bmc);
    }

    private void awaitReturn(String bmc, Binding binding) {
        long now = nanoClock.getAsLong();
        if (now - goneSince.computeIfAbsent(bmc, first -> now) < GRACE_NANOS) {
            throw new MachineNotFoundException("machine " + binding.wantedMachine() + " of BMC " + bmc + " ("
                    + binding.id() + ") is gone from hypervisor " + binding.hypervisor());
        }
    }

    /** The machine that the BMC had; null when it is gone. */
    private Machine same(String bmc, Binding binding) {
        Optional<Hypervisor> home = inventory.hypervisor(binding.hypervisor());
        try {
            return home.isPresent() ? home.get().find(binding.id()).orElse(null) : elsewhere(bmc, binding);
        } catch (HypervisorException e) {
            goneSince.remove(bmc); // nobody says so any more
            throw e;
        }
    }

    /**
     * Without its hypervisor nobody can tell whether the machine is gone, and one of the same name elsewhere is another one. A UUID is not:
     * then its hypervisor has another name now.
     */
    private Machine elsewhere(String bmc, Binding binding) {
        if (binding.wantedHypervisor().isEmpty() && UUID.matcher(binding.id()).matches()) {
            try {
                Machine same = inventory.find("", binding.id()).machine();
                bindings.replace(bmc, binding, binding.to(same.hypervisor(), same.id()));
                return same;
            } catch (MachineNotFoundException e) {
                log.debug("bmc={}: {}", bmc, e.getMessage());
            }
        }
        throw new MachineNotFoundException("there is no hypervisor " + binding.hypervisor() + ", which has machine "
                + binding.wantedMachine() + " of BMC " + bmc);
    }

    private Machine bind(String bmc, Binding binding) {
        Inventory.Finding finding = inventory.find(binding.wantedHypervisor(), binding.wantedMachine());
        Machine found = finding.machine();
        if (finding.certain() && bindings.replace(bmc, binding, binding.to(found.hypervisor(), found.id()))) {
            comparedNames.put(bmc, found.name());
            goneSince.remove(bmc);
            if (binding.isBound()) {
                log.info(
                        "bmc={}: its machine ({} of hypervisor {}) is gone; machine = {} is another one now: {} ({} of"
                                + " hypervisor {})",
                        bmc,
                        binding.id(),
                        binding.hypervisor(),
                        binding.wantedMachine(),
                        found.name(),
                        found.id(),
                        found.hypervisor());
            }
        }
        return found;
    }

    private void compare(String bmc, Binding binding, Machine machine) {
        String before = comparedNames.put(bmc, machine.name());
        if (!machine.name().equals(before) && !isNamedBy(binding, machine)) {
            log.warn(
                    "bmc={}: machine = {} does not name its machine any more: that is {} of hypervisor {} now ({}), and the"
                            + " BMC stays with it",
                    bmc,
                    binding.wantedMachine(),
                    machine.name(),
                    machine.hypervisor(),
                    machine.id());
        }
    }

    private boolean isNamedBy(Binding binding, Machine machine) {
        if (binding.wantedMachine().equals(machine.name())) {
            return true;
        }
        try {
            return inventory
                    .hypervisor(machine.hypervisor())
                    .flatMap(home -> home.find(binding.wantedMachine()))
                    .filter(named -> named.id().equals(machine.id()))
                    .isPresent();
        } catch (HypervisorException e) {
            return false;
        }
    }
}
