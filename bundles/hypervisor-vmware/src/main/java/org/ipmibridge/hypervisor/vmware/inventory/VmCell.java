package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.Optional;

/** What is kept of one virtual machine. Changed only under the lock of its {@link VmTable}; the state may be read by all. */
final class VmCell {
    /** When, on the table's clock, the latest direct read of it ended, and the latest update of the subscription was taken over. */
    long readAt;

    long toldAt;
    VmFacts facts = VmFacts.NONE;
    /** Whether only a predecessor has told that it is there, and what it is called. */
    boolean hearsay;

    private volatile VmState state;

    /** None for a template, which is no machine. */
    Optional<VmState> state() {
        return Optional.ofNullable(state);
    }

    VmState stateOrNull() {
        return state;
    }

    void show(VmState newState) {
        state = newState;
    }
}
