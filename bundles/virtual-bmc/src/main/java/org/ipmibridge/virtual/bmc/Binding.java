package org.ipmibridge.virtual.bmc;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The machine that one BMC stays with.
 *
 * @param wantedHypervisor the hypervisor's name as it is configured; empty for any
 * @param wantedMachine the machine's name or identifier as it is configured
 * @param hypervisor the name of the hypervisor that the machine was found on; empty when none was found yet
 * @param id by which that hypervisor knows the machine whatever it is called; empty when none was found yet
 */
record Binding(String wantedHypervisor, String wantedMachine, String hypervisor, String id) {
    private static final String SEPARATOR = "\n";
    private static final int PARTS = 4;

    /** None yet, for what is configured. */
    static Binding none(String wantedHypervisor, String wantedMachine) {
        return new Binding(wantedHypervisor, wantedMachine, "", "");
    }

    boolean isFor(String hypervisorName, String machine) {
        return wantedMachine.equals(machine) && wantedHypervisor.equals(hypervisorName);
    }

    boolean isBound() {
        return !id.isEmpty();
    }

    /** Whether what is configured says as much: the hypervisor, and the machine's identifier. */
    boolean isEvident() {
        return isBound() && wantedMachine.equals(id) && wantedHypervisor.equals(hypervisor);
    }

    /** The same for another machine. */
    Binding to(String newHypervisor, String newId) {
        return new Binding(wantedHypervisor, wantedMachine, newHypervisor, newId);
    }

    byte[] encode() {
        return String.join(SEPARATOR, wantedHypervisor, wantedMachine, hypervisor, id)
                .getBytes(StandardCharsets.UTF_8);
    }

    /** Empty for what is no binding, which is as good as none. */
    static Optional<Binding> decode(byte[] bytes) {
        String[] parts = new String(bytes, StandardCharsets.UTF_8).split(SEPARATOR, -1);
        return parts.length == PARTS
                ? Optional.of(new Binding(parts[0], parts[1], parts[2], parts[3]))
                : Optional.empty();
    }
}
