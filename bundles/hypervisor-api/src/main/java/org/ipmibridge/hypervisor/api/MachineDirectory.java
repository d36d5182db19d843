package org.ipmibridge.hypervisor.api;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * All machines of all hypervisors. The bridge provides it and everybody may call it, from any thread; look a machine up for each
 * use and keep no reference, because its hypervisor's bundle may be replaced at any time.
 */
@ProviderType
public interface MachineDirectory {
    /**
     * Finds a machine.
     *
     * @param hypervisor the hypervisor's name, or empty for any that knows the machine
     * @param machine the machine's name or identifier
     * @throws HypervisorUnavailableException if the hypervisor cannot say now
     * @throws MachineNotFoundException if there is no such hypervisor or machine, or more than one
     */
    Machine require(String hypervisor, String machine);

    /**
     * Finds the machine of somebody who stays with one, as a BMC does: the machine that the same names led to when it was looked up for
     * the first time, known by its {@link Machine#id()}, also when it was renamed or moved since, and also after a restart of the bridge.
     * The names decide again when they are others than before, and when the machine is gone from its hypervisor.
     *
     * @param holder whose machine it is; a BMC's name
     * @param hypervisor the hypervisor's name, or empty for any that knows the machine
     * @param machine the machine's name or identifier
     * @throws HypervisorUnavailableException if the hypervisor cannot say now
     * @throws MachineNotFoundException if there is no such hypervisor or machine, or more than one
     */
    Machine requireFor(String holder, String hypervisor, String machine);

    /** The hypervisors known at this moment, ordered by name. */
    List<Hypervisor> hypervisors();

    /** The machines known at this moment, ordered by hypervisor and name. */
    List<Machine> machines();
}
