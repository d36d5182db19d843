package org.ipmibridge.commands.chassis;

import java.util.Map;
import org.ipmibridge.hypervisor.api.BootDevice;

/**
 * The boot device selector of the boot flags (IPMI v2.0, table 28-14, parameter 5, data 2). Safe mode, the diagnostic partition and remote
 * disks are devices that no machine has.
 */
final class DeviceSelector {
    private static final Map<Integer, BootDevice> DEVICES = Map.of(
            1, BootDevice.NETWORK,
            2, BootDevice.DISK,
            5, BootDevice.CDROM,
            6, BootDevice.FIRMWARE_SETUP,
            7, BootDevice.FLOPPY, // remotely connected
            8, BootDevice.CDROM, // remotely connected
            15, BootDevice.FLOPPY);

    private DeviceSelector() {}

    /** @throws org.ipmibridge.ipmi.api.command.CommandException CCh for one that means no device of a machine */
    static BootDevice device(int selector) {
        BootDevice device = DEVICES.get(selector);
        if (device == null) {
            throw Requests.invalid("no machine can boot from device " + selector);
        }
        return device;
    }

    /** The selector for a device: the preferred one if it means this device too. */
    static int of(BootDevice device, int preferred) {
        if (DEVICES.get(preferred) == device) {
            return preferred;
        }
        return switch (device) {
            case NETWORK -> 1;
            case DISK -> 2;
            case CDROM -> 5;
            case FIRMWARE_SETUP -> 6;
            case FLOPPY -> 15;
        };
    }
}
