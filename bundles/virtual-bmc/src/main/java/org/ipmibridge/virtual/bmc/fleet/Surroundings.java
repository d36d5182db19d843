package org.ipmibridge.virtual.bmc.fleet;

import java.net.InetSocketAddress;
import java.util.Optional;

/** What is around a fleet when its addresses are given out. */
public interface Surroundings {
    /** Who else has an address and port, in words; empty when it is nobody. */
    Optional<String> otherOwner(InetSocketAddress endpoint);

    /** Whether a BMC outside of the fleet is called so. */
    boolean isTaken(String bmc);

    /** Whether a BMC outside of all fleets is known to be the machine's. */
    boolean hasOwnBmc(MachineKey machine);

    /** Whether there is a hypervisor of this name at all, reached or not. */
    boolean isThere(String hypervisor);

    /** Whether a hypervisor says at this moment which machines there are. */
    boolean canSay(String hypervisor);

    /** Whether what is configured is known, so that what is free now is still free in a moment. */
    boolean isSettled();
}
