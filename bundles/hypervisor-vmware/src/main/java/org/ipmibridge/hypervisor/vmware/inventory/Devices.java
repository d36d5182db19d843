package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ArrayOfVirtualDevice;
import com.vmware.vim25.VirtualCdrom;
import com.vmware.vim25.VirtualCdromIsoBackingInfo;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDeviceConnectInfo;
import com.vmware.vim25.VirtualDisk;
import com.vmware.vim25.VirtualEthernetCard;
import com.vmware.vim25.VirtualFloppy;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What is kept of a virtual machine's devices.
 *
 * @param disks the device keys of its disks, in the order of controller and unit
 * @param nics its network adapters, in the order of their keys
 * @param cdDrives its CD drives, in the order of their keys
 * @param hasFloppy whether it has a floppy drive
 */
public record Devices(List<Integer> disks, List<Nic> nics, List<CdDrive> cdDrives, boolean hasFloppy) {
    static final Devices NONE = new Devices(List.of(), List.of(), List.of(), false);

    private static final Comparator<VirtualDevice> BY_PLACE = Comparator.comparingInt(
                    (VirtualDevice device) -> orZero(device.getControllerKey()))
            .thenComparingInt(device -> orZero(device.getUnitNumber()))
            .thenComparingInt(VirtualDevice::getKey);

    static Devices of(ArrayOfVirtualDevice devices) {
        return of(VmValues.stream(devices.getVirtualDevice()).toList());
    }

    public static Devices of(List<VirtualDevice> all) {
        return new Devices(
                of(all, VirtualDisk.class)
                        .sorted(BY_PLACE)
                        .map(VirtualDevice::getKey)
                        .toList(),
                of(all, VirtualEthernetCard.class)
                        .map(Devices::nic)
                        .sorted(Comparator.comparingInt(Nic::key))
                        .toList(),
                of(all, VirtualCdrom.class)
                        .map(Devices::cdDrive)
                        .sorted(Comparator.comparingInt(CdDrive::key))
                        .toList(),
                of(all, VirtualFloppy.class).findAny().isPresent());
    }

    private static <T extends VirtualDevice> Stream<T> of(List<VirtualDevice> devices, Class<T> type) {
        return devices.stream().filter(type::isInstance).map(type::cast);
    }

    private static Nic nic(VirtualEthernetCard card) {
        String mac = card.getMacAddress();
        return new Nic(card.getKey(), mac == null ? "" : mac.toLowerCase(Locale.ROOT));
    }

    private static CdDrive cdDrive(VirtualCdrom drive) {
        VirtualDeviceConnectInfo connection = drive.getConnectable();
        Optional<String> iso = drive.getBacking() instanceof VirtualCdromIsoBackingInfo backing
                ? Optional.ofNullable(backing.getFileName()).filter(name -> !name.isBlank())
                : Optional.empty();
        return new CdDrive(
                drive.getKey(),
                iso,
                connection != null && connection.isConnected(),
                connection != null && connection.isStartConnected());
    }

    private static int orZero(Integer number) {
        return number == null ? 0 : number;
    }
}
