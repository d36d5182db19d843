package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.OptionalInt;

/**
 * The server's latest figures of a virtual machine; none where it has not told.
 *
 * @param cpuMegahertz what its processors use
 * @param guestMemoryMegabytes the memory that the guest uses
 * @param uptimeSeconds how long it has been up
 */
public record QuickStats(OptionalInt cpuMegahertz, OptionalInt guestMemoryMegabytes, OptionalInt uptimeSeconds) {
    public static final QuickStats UNKNOWN =
            new QuickStats(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());
}
