package org.ipmibridge.hypervisor.vmware.boot;

import com.vmware.vim25.VirtualMachineBootOptionsBootableCdromDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDiskDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableEthernetDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableFloppyDevice;
import java.util.List;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;

/** The boot order as vSphere writes it. */
final class BootEntries {
    private BootEntries() {}

    /**
     * The order for the server. The firmware's own order is ONE entry of no kind: an empty list would not be sent at all, and leave the order
     * as it is.
     */
    static VirtualMachineBootOptionsBootableDevice[] order(List<BootEntry> order) {
        return order.isEmpty()
                ? new VirtualMachineBootOptionsBootableDevice[] {new VirtualMachineBootOptionsBootableDevice()}
                : order.stream().map(BootEntries::device).toArray(VirtualMachineBootOptionsBootableDevice[]::new);
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
