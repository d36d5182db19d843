package org.ipmibridge.hypervisor.vmware.boot;

import java.util.List;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry.Kind;
import org.ipmibridge.hypervisor.vmware.inventory.Devices;
import org.ipmibridge.hypervisor.vmware.inventory.Nic;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;

/**
 * What a virtual machine can boot from. A CD drive always counts: it is added when it is needed.
 *
 * @param disks the device keys of its disks, in the order of controller and unit
 * @param nics the device keys of its network adapters, in their order
 * @param floppy whether it has a floppy drive
 */
record BootHardware(List<Integer> disks, List<Integer> nics, boolean floppy) {
    static BootHardware of(Devices devices) {
        return of(devices.disks(), devices.nics(), devices.hasFloppy());
    }

    static BootHardware of(VmState vm) {
        return of(vm.disks(), vm.nics(), vm.hasFloppy());
    }

    private static BootHardware of(List<Integer> disks, List<Nic> nics, boolean floppy) {
        return new BootHardware(disks, nics.stream().map(Nic::key).toList(), floppy);
    }

    boolean has(BootDevice device) {
        return switch (device) {
            case CDROM, FIRMWARE_SETUP -> true;
            case DISK -> !disks.isEmpty();
            case NETWORK -> !nics.isEmpty();
            case FLOPPY -> floppy;
        };
    }

    boolean has(BootEntry entry) {
        return switch (entry.kind()) {
            case CDROM -> true;
            case DISK -> disks.contains(entry.deviceKey());
            case ETHERNET -> nics.contains(entry.deviceKey());
            case FLOPPY -> floppy;
        };
    }

    /** An entry for each device of a kind. */
    List<BootEntry> entries(Kind kind) {
        return switch (kind) {
            case CDROM, FLOPPY -> List.of(new BootEntry(kind, 0));
            case DISK -> disks.stream().map(key -> new BootEntry(kind, key)).toList();
            case ETHERNET -> nics.stream().map(key -> new BootEntry(kind, key)).toList();
        };
    }
}
