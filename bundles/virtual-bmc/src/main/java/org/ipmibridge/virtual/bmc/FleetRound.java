package org.ipmibridge.virtual.bmc;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.virtual.bmc.fleet.Assignment;
import org.ipmibridge.virtual.bmc.fleet.MachineKey;
import org.ipmibridge.virtual.bmc.fleet.Surroundings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** All machines of one moment, and who has what of them. Fleets ask in the order of their names. Used by one thread. */
final class FleetRound {
    private static final Logger log = LoggerFactory.getLogger(Fleets.class);

    /**
     * What one fleet finds.
     *
     * @param machines those that it has
     * @param others how many it would have that another fleet has, by that fleet's name
     */
    record Found(Map<MachineKey, Placement> machines, Map<String, Long> others) {}

    private final Map<String, Optional<List<Placement>>> placements = new HashMap<>();
    private final Map<String, String> failures = new TreeMap<>();
    private final Set<MachineKey> all = new HashSet<>();
    private final Map<MachineKey, String> claims = new HashMap<>();
    private final Map<InetSocketAddress, String> endpoints = new HashMap<>();
    private final Map<String, String> names = new HashMap<>();
    private final SingleBmcs singles;
    private final boolean settled;
    private final Instant now;

    /** @param settled whether all that is configured is known */
    FleetRound(Collection<Hypervisor> hypervisors, SingleBmcs singles, boolean settled, Instant now) {
        this.singles = singles;
        this.settled = settled;
        this.now = now;
        hypervisors.forEach(hypervisor -> placements.putIfAbsent(hypervisor.name(), placements(hypervisor)));
    }

    /** To be called before all else, but for the comparison. */
    void begin() {
        placements.forEach((hypervisor, machines) ->
                machines.orElse(List.of()).forEach(machine -> all.add(new MachineKey(hypervisor, machine.id()))));
    }

    private Optional<List<Placement>> placements(Hypervisor hypervisor) {
        try {
            return Optional.of(hypervisor.placements());
        } catch (HypervisorException e) {
            return Optional.empty();
        } catch (RuntimeException | LinkageError e) {
            log.debug("hypervisor={} fails", hypervisor.name(), e);
            failures.put(hypervisor.name(), e.toString());
            return Optional.empty();
        }
    }

    /** How hypervisors failed to say which machines they have, by their names; those that may not be able to say are not among them. */
    Map<String, String> failures() {
        return failures;
    }

    Instant now() {
        return now;
    }

    /** Whether nothing is otherwise than in another round, so that it would end as that did. */
    boolean isAs(FleetRound other) {
        return settled
                && other.settled
                && placements.equals(other.placements)
                && failures.keySet().equals(other.failures.keySet())
                && singles.equals(other.singles);
    }

    /** An address and a BMC's name that a fleet has, unless another one was said to have them. To be told of all, before the first one asks. */
    void reserve(String fleet, Assignment assignment) {
        endpoints.putIfAbsent(assignment.endpoint(), fleet);
        reserveName(fleet, assignment);
    }

    /** Only the name. */
    void reserveName(String fleet, Assignment assignment) {
        names.putIfAbsent(assignment.bmc(), fleet);
    }

    Found find(String fleet, FleetConfig config) {
        Map<MachineKey, Placement> found = new HashMap<>();
        Map<String, Long> others = new HashMap<>();
        placements.forEach((hypervisor, machines) -> {
            if (config.selection().isFor(hypervisor) && machines.isPresent()) {
                machines.get().stream().filter(config.selection()::has).forEach(machine -> {
                    MachineKey key = new MachineKey(hypervisor, machine.id());
                    if (!singles.machines().contains(key)) {
                        String owner = claims.putIfAbsent(key, fleet);
                        if (owner == null || owner.equals(fleet)) {
                            found.put(key, machine);
                        } else {
                            others.merge(owner, 1L, Long::sum);
                        }
                    }
                });
            }
        });
        return new Found(found, others);
    }

    /** Whether there is a machine, of whatever fleet. */
    boolean has(MachineKey machine) {
        return all.contains(machine);
    }

    /** The hypervisors of a fleet that cannot say, in alphabetical order. */
    List<String> silent(FleetConfig config) {
        Set<String> silent = placements.keySet().stream()
                .filter(name -> config.selection().isFor(name) && !canSay(name))
                .collect(Collectors.toCollection(HashSet::new));
        config.selection().hypervisors().stream().filter(name -> !canSay(name)).forEach(silent::add);
        return silent.stream().sorted(Comparator.naturalOrder()).toList();
    }

    /** Whether a hypervisor says which machines there are. */
    boolean canSay(String hypervisor) {
        return placements.getOrDefault(hypervisor, Optional.empty()).isPresent();
    }

    /** Whether there is a hypervisor of this name at all, reached or not. */
    boolean isThere(String hypervisor) {
        return placements.containsKey(hypervisor);
    }

    Surroundings around(String fleet) {
        return new Surroundings() {
            @Override
            public Optional<String> otherOwner(InetSocketAddress endpoint) {
                String single = singles.endpoints().get(endpoint);
                if (single != null) {
                    return Optional.of("BMC " + single);
                }
                String owner = endpoints.get(endpoint);
                return owner == null || owner.equals(fleet) ? Optional.empty() : Optional.of("fleet " + owner);
            }

            @Override
            public boolean isTaken(String bmc) {
                String owner = names.get(bmc);
                return singles.names().contains(bmc) || owner != null && !owner.equals(fleet);
            }

            @Override
            public boolean hasOwnBmc(MachineKey machine) {
                return singles.machines().contains(machine);
            }

            @Override
            public boolean isThere(String hypervisor) {
                return FleetRound.this.isThere(hypervisor);
            }

            @Override
            public boolean canSay(String hypervisor) {
                return FleetRound.this.canSay(hypervisor);
            }

            @Override
            public boolean isSettled() {
                return settled;
            }
        };
    }
}
