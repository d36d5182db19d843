package org.ipmibridge.hypervisor.vmware.boot;

import com.vmware.vim25.VirtualMachineBootOptions;
import com.vmware.vim25.VirtualMachineBootOptionsBootableCdromDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDiskDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableEthernetDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableFloppyDevice;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry.Kind;

/** The boot order as vSphere writes it. */
final class BootEntries {
    private BootEntries() {}

    /** The order in boot options; empty for the firmware's own. An entry of no kind that is known is left out. */
    static List<BootEntry> of(VirtualMachineBootOptions options) {
        return Stream.ofNullable(options.bootOrder)
                .flatMap(Arrays::stream)
                .map(BootEntries::entry)
                .flatMap(Optional::stream)
                .toList();
    }

    /**
     * The order for the server. The firmware's own order is ONE entry of no kind: an empty list would not be sent at all, and leave the order
     * as it is.
     */
    static VirtualMachineBootOptionsBootableDevice[] order(List<BootEntry> order) {
        return order.isEmpty()
                ? new VirtualMachineBootOptionsBootableDevice[] {new VirtualMachineBootOptionsBootableDevice()}
                : order.stream().map(BootEntries::device).toArray(VirtualMachineBootOptionsBootableDevice[]::new);
    }

    private static Optional<BootEntry> entry(VirtualMachineBootOptionsBootableDevice device) {
        if (device instanceof VirtualMachineBootOptionsBootableCdromDevice) {
            return Optional.of(new BootEntry(Kind.CDROM, 0));
        }
        if (device instanceof VirtualMachineBootOptionsBootableDiskDevice disk) {
            return Optional.of(new BootEntry(Kind.DISK, disk.deviceKey));
        }
        if (device instanceof VirtualMachineBootOptionsBootableEthernetDevice nic) {
            return Optional.of(new BootEntry(Kind.ETHERNET, nic.deviceKey));
        }
        return device instanceof VirtualMachineBootOptionsBootableFloppyDevice
                ? Optional.of(new BootEntry(Kind.FLOPPY, 0))
                : Optional.empty();
    }

    private static VirtualMachineBootOptionsBootableDevice device(BootEntry entry) {
        return switch (entry.kind()) {
            case CDROM -> new VirtualMachineBootOptionsBootableCdromDevice();
            case FLOPPY -> new VirtualMachineBootOptionsBootableFloppyDevice();
            case DISK -> {
                VirtualMachineBootOptionsBootableDiskDevice disk = new VirtualMachineBootOptionsBootableDiskDevice();
                disk.deviceKey = entry.deviceKey();
                yield disk;
            }
            case ETHERNET -> {
                VirtualMachineBootOptionsBootableEthernetDevice nic =
                        new VirtualMachineBootOptionsBootableEthernetDevice();
                nic.deviceKey = entry.deviceKey();
                yield nic;
            }
        };
    }
}
