package org.ipmibridge.virtual.bmc.fleet;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The assignments of one fleet: one for a machine, and no address, port or name twice. Not thread-safe. */
public final class Assignments {
    private final Map<MachineKey, Assignment> byMachine = new HashMap<>();
    private final Map<InetSocketAddress, Assignment> byEndpoint = new HashMap<>();
    private final Map<String, Assignment> byBmc = new HashMap<>();

    /** None. */
    public Assignments() {}

    /** @throws IllegalArgumentException if two have something in common that only one can have; the message says what */
    public Assignments(Collection<Assignment> all) {
        all.forEach(this::add);
    }

    public Assignments copy() {
        Assignments copy = new Assignments();
        copy.byMachine.putAll(byMachine);
        copy.byEndpoint.putAll(byEndpoint);
        copy.byBmc.putAll(byBmc);
        return copy;
    }

    /** All of them, in no order; a copy. */
    public List<Assignment> all() {
        return List.copyOf(byMachine.values());
    }

    Optional<Assignment> of(MachineKey machine) {
        return Optional.ofNullable(byMachine.get(machine));
    }

    boolean has(InetSocketAddress endpoint) {
        return byEndpoint.containsKey(endpoint);
    }

    boolean has(String bmc) {
        return byBmc.containsKey(bmc);
    }

    void replace(Assignment before, Assignment after) {
        remove(before);
        add(after);
    }

    void remove(Assignment gone) {
        byMachine.remove(gone.machine());
        byEndpoint.remove(gone.endpoint());
        byBmc.remove(gone.bmc());
    }

    void add(Assignment added) {
        refuse(byMachine.putIfAbsent(added.machine(), added), "machine " + added.machine());
        refuse(byEndpoint.putIfAbsent(added.endpoint(), added), Addresses.text(added.endpoint()));
        refuse(byBmc.putIfAbsent(added.bmc(), added), "BMC " + added.bmc());
    }

    private static void refuse(Assignment other, String what) {
        if (other != null) {
            throw new IllegalArgumentException(what + " is there twice");
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Assignments assignments && byMachine.equals(assignments.byMachine);
    }

    @Override
    public int hashCode() {
        return byMachine.hashCode();
    }
}
