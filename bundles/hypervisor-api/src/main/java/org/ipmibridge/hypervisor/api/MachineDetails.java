package org.ipmibridge.hypervisor.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a hypervisor knows of a machine for an operator to look at; {@link MachineInfo} has what a BMC needs.
 *
 * @param instanceUuid the UUID that the hypervisor itself knows the machine by, if it has one
 * @param inventoryPath where the machine is in the hypervisor's inventory, for example {@code DC0/vm/web/web01}
 * @param bootOrder the boot order in force, first device first, in words; empty when the firmware's own order is
 * @param guestTools whether the guest's tools run, in the hypervisor's words
 * @param guestHostName what the guest calls itself
 * @param guestAddresses the guest's IP addresses
 * @param host the host that runs it, or would
 * @param datastores where its files are
 */
public record MachineDetails(
        Optional<UUID> instanceUuid,
        Optional<String> inventoryPath,
        List<String> bootOrder,
        Optional<String> guestTools,
        Optional<String> guestHostName,
        List<String> guestAddresses,
        Optional<String> host,
        List<String> datastores) {
    public MachineDetails {
        bootOrder = List.copyOf(bootOrder);
        guestAddresses = List.copyOf(guestAddresses);
        datastores = List.copyOf(datastores);
    }
}
