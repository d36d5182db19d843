package org.ipmibridge.hypervisor.vmware.inventory;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.PowerState;

/**
 * What is known of a virtual machine at one moment.
 *
 * @param id the managed object id, for instance {@code vm-42}
 * @param name the name in the inventory
 * @param path the inventory path, for instance {@code DC0/vm/web/web01}
 * @param pool the inventory path of the resource pool or vApp that it is in; empty if that is not known
 * @param attributes the custom attributes that have a value, by name
 * @param biosUuid {@code config.uuid}
 * @param instanceUuid {@code config.instanceUuid}
 * @param power the power state; none when the server did not tell, or cannot because the machine's host is not connected
 * @param bootTime {@code runtime.bootTime}, or the summary's
 * @param hostId the managed object id of its host
 * @param datastoreIds the managed object ids of the datastores that its files are on
 * @param firmware how it boots
 * @param bootOrder the boot order, first device first; empty for the firmware's own
 * @param entersSetup whether the next boot enters the firmware's setup
 * @param disks the device keys of its disks, in the order of controller and unit
 * @param nics its network adapters, in the order of their keys
 * @param cdDrives its CD drives, in the order of their keys
 * @param hasFloppy whether it has a floppy drive
 * @param overrideRecord the text that the bridge keeps in {@code extraConfig} under {@link #OVERRIDE_KEY}
 * @param guest what is known of the guest
 * @param stats the latest figures
 * @param question the text of the question that the machine waits with
 */
public record VmState(
        String id,
        String name,
        String path,
        String pool,
        Map<String, String> attributes,
        Optional<UUID> biosUuid,
        Optional<UUID> instanceUuid,
        Optional<PowerState> power,
        Optional<Instant> bootTime,
        Optional<String> hostId,
        List<String> datastoreIds,
        Firmware firmware,
        List<BootEntry> bootOrder,
        boolean entersSetup,
        List<Integer> disks,
        List<Nic> nics,
        List<CdDrive> cdDrives,
        boolean hasFloppy,
        Optional<String> overrideRecord,
        Guest guest,
        QuickStats stats,
        Optional<String> question) {
    /** The key in {@code extraConfig} under which a boot override is kept in the virtual machine. */
    public static final String OVERRIDE_KEY = "ipmibridge.boot.override";
}
