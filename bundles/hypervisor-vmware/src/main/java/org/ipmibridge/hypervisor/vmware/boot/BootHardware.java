package org.ipmibridge.hypervisor.vmware.boot;

import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDisk;
import com.vmware.vim25.VirtualEthernetCard;
import com.vmware.vim25.VirtualFloppy;
import java.util.Comparator;
import java.util.List;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry.Kind;
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
    private static final Comparator<VirtualDevice> BY_SLOT = Comparator.comparingInt(
                    (VirtualDevice device) -> device.controllerKey == null ? 0 : device.controllerKey)
            .thenComparingInt(device -> device.unitNumber == null ? 0 : device.unitNumber);

    static BootHardware of(List<VirtualDevice> devices) {
        return new BootHardware(
                devices.stream()
                        .filter(VirtualDisk.class::isInstance)
                        .sorted(BY_SLOT)
                        .map(device -> device.key)
                        .toList(),
                devices.stream()
                        .filter(VirtualEthernetCard.class::isInstance)
                        .map(device -> device.key)
                        .sorted()
                        .toList(),
                devices.stream().anyMatch(VirtualFloppy.class::isInstance));
    }

    static BootHardware of(VmState vm) {
        return new BootHardware(vm.disks(), vm.nics().stream().map(Nic::key).toList(), vm.hasFloppy());
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
