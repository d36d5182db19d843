package org.ipmibridge.virtual.bmc.fleet;

import java.util.Comparator;

/**
 * A machine, whatever it is called and wherever it is.
 *
 * @param hypervisor its hypervisor's name
 * @param id by which that hypervisor knows it
 */
public record MachineKey(String hypervisor, String id) implements Comparable<MachineKey> {
    private static final Comparator<MachineKey> ORDER =
            Comparator.comparing(MachineKey::hypervisor).thenComparing(MachineKey::id);

    @Override
    public int compareTo(MachineKey other) {
        return ORDER.compare(this, other);
    }

    @Override
    public String toString() {
        return id + " of hypervisor " + hypervisor;
    }
}
