package org.ipmibridge.hypervisor.vmware.boot;

import java.util.ArrayList;
import java.util.List;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry.Kind;

/** What a virtual machine's boot order becomes when a device is to be first. */
final class BootOrder {
    private BootOrder() {}

    /**
     * The order with the device first and the rest of the machine's own behind it. Of several disks or network adapters, those that the own
     * order names come first in its order; where it names none, all of them do.
     *
     * @param own the machine's own order; empty for the firmware's
     * @return empty for the firmware's own order, which is also that of the firmware's setup
     */
    static List<BootEntry> with(BootDevice device, List<BootEntry> own, BootHardware hardware) {
        List<BootEntry> rest = existing(own, hardware);
        if (device == BootDevice.FIRMWARE_SETUP) {
            return rest;
        }
        Kind kind = kind(device);
        List<BootEntry> first =
                rest.stream().filter(entry -> entry.kind() == kind).toList();
        List<BootEntry> order = new ArrayList<>(first.isEmpty() ? hardware.entries(kind) : first);
        rest.stream().filter(entry -> entry.kind() != kind).forEach(order::add);
        return List.copyOf(order);
    }

    /** The entries whose devices the machine still has; a server refuses the others. */
    static List<BootEntry> existing(List<BootEntry> order, BootHardware hardware) {
        return order.stream().filter(hardware::has).distinct().toList();
    }

    /** The device that an order puts first. */
    static BootDevice device(BootEntry first) {
        return switch (first.kind()) {
            case CDROM -> BootDevice.CDROM;
            case DISK -> BootDevice.DISK;
            case ETHERNET -> BootDevice.NETWORK;
            case FLOPPY -> BootDevice.FLOPPY;
        };
    }

    private static Kind kind(BootDevice device) {
        return switch (device) {
            case CDROM -> Kind.CDROM;
            case DISK -> Kind.DISK;
            case NETWORK -> Kind.ETHERNET;
            case FLOPPY -> Kind.FLOPPY;
            case FIRMWARE_SETUP -> throw new IllegalArgumentException("the firmware's setup is no device");
        };
    }
}
