package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.VirtualMachineBootOptions;
import com.vmware.vim25.VirtualMachineBootOptionsBootableCdromDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDiskDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableEthernetDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableFloppyDevice;
import java.util.List;
import java.util.Optional;

/**
 * What is kept of a virtual machine's boot options.
 *
 * @param order the boot order, first device first; empty for the firmware's own
 * @param entersSetup whether the next boot enters the firmware's setup
 */
public record BootSettings(List<BootEntry> order, boolean entersSetup) {
    static final BootSettings NONE = new BootSettings(List.of(), false);

    public static BootSettings of(VirtualMachineBootOptions options) {
        List<BootEntry> order = VmValues.stream(options.getBootOrder())
                .flatMap(device -> entry(device).stream())
                .toList();
        return new BootSettings(order, Boolean.TRUE.equals(options.getEnterBIOSSetup()));
    }

    /** None for a device of the base class, by which an order is cleared, and for a kind that is not known. */
    private static Optional<BootEntry> entry(VirtualMachineBootOptionsBootableDevice device) {
        if (device instanceof VirtualMachineBootOptionsBootableDiskDevice disk) {
            return Optional.of(new BootEntry(BootEntry.Kind.DISK, disk.getDeviceKey()));
        }
        if (device instanceof VirtualMachineBootOptionsBootableEthernetDevice nic) {
            return Optional.of(new BootEntry(BootEntry.Kind.ETHERNET, nic.getDeviceKey()));
        }
        if (device instanceof VirtualMachineBootOptionsBootableCdromDevice) {
            return Optional.of(new BootEntry(BootEntry.Kind.CDROM, 0));
        }
        return device instanceof VirtualMachineBootOptionsBootableFloppyDevice
                ? Optional.of(new BootEntry(BootEntry.Kind.FLOPPY, 0))
                : Optional.empty();
    }
}
