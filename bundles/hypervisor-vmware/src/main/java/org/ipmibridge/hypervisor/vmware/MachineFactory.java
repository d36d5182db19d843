package org.ipmibridge.hypervisor.vmware;

import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;

/** Makes the machines of one server. */
interface MachineFactory {
    /**
     * The machine that a virtual machine becomes when it is seen for the first time. It is asked once for each managed object id, until that is gone.
     *
     * @param id the managed object id
     */
    Machine create(String id);

    /** Ends what a machine has under way with {@code reason}; it was removed, or the backend stops. */
    void close(Machine machine, HypervisorException reason);
}
