package org.ipmibridge.hypervisor.vmware.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** The virtual machines of one server, those that the configuration lets the bridge touch. No method blocks. Thread-safe. */
public interface Vms {
    /** The virtual machines known at this moment. */
    List<VmState> all();

    /**
     * The virtual machine that this is an instance UUID, BIOS UUID, managed object id, inventory path or name of, tried in this order.
     *
     * @throws org.ipmibridge.hypervisor.api.MachineNotFoundException if more than one is meant; the message lists them by path
     * @throws org.ipmibridge.hypervisor.api.HypervisorUnavailableException if nothing was read from the server yet
     */
    Optional<VmState> find(String key);

    /**
     * The state as it is: from memory, completed, while the subscription is live; else asked for. A machine that is gone fails with
     * {@link org.ipmibridge.hypervisor.api.MachineNotFoundException}.
     */
    CompletionStage<VmState> current(String id);

    /** The state as the server tells it now, which is then remembered too. To be called after each change of ours. */
    CompletionStage<VmState> refresh(String id);

    /** Tells of each change and of each new machine, in the order seen for one machine, on the backend's pool. */
    void watch(VmListener listener);

    /**
     * The resets of a virtual machine that the server has recorded since {@code time}, oldest first; a reset leaves no trace in the state of a
     * machine. Always asked for. Empty when the server keeps no such record.
     *
     * @param time by the server's clock, exclusive
     */
    CompletionStage<List<Instant>> resetsSince(String id, Instant time);

    /**
     * Tells of each reset that the server records from now on, whoever caused it, on the backend's pool. Resets while there was no subscription
     * are told when there is one again, those before the first one never are: ask with {@link #resetsSince}.
     */
    void watchResets(ResetListener listener);

    /** Is told of resets. */
    @FunctionalInterface
    interface ResetListener {
        /**
         * @param id the managed object id of the virtual machine
         * @param time when, by the server's clock
         */
        void reset(String id, Instant time);
    }

    /** Is told what was seen of a virtual machine. */
    @FunctionalInterface
    interface VmListener {
        /**
         * @param before the state before; none for a machine that was not known
         * @param after the state now; none for a machine that is gone
         */
        void changed(Optional<VmState> before, Optional<VmState> after);
    }
}
