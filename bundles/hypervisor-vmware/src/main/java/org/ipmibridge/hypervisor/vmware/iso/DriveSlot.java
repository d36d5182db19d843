package org.ipmibridge.hypervisor.vmware.iso;

import com.vmware.vim25.VirtualAHCIController;
import com.vmware.vim25.VirtualController;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualDeviceConfigSpecOperation;
import com.vmware.vim25.VirtualIDEController;
import com.vmware.vim25.VirtualPCIController;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.hypervisor.vmware.reconfigure.VmConfig;

/**
 * Where a new CD drive goes: IDE as long as there is room, because every guest knows it; SATA when there is none, when the firmware is EFI,
 * and when the machine runs, because nothing can be added to IDE then.
 *
 * @param controllerKey the key of its controller
 * @param unit its unit there
 * @param newController the controller when it must be added too
 */
record DriveSlot(int controllerKey, int unit, Optional<VirtualController> newController) {
    private static final int IDE_UNITS = 2;
    private static final int SATA_UNITS = 30;
    private static final int SATA_CONTROLLERS = 4;
    /** Keys of what is new are negative; the server gives them others. */
    private static final int NEW_DRIVE = -1;

    private static final int NEW_CONTROLLER = -100;

    /** @throws UnsupportedRequestException if there is no room */
    static DriveSlot choose(VmConfig config) {
        List<VirtualDevice> devices = config.devices();
        Stream<Optional<DriveSlot>> choices;
        if (!config.isOff()) {
            choices = Stream.of(onSata(devices), newSata(devices));
        } else if (config.firmware() == Firmware.EFI) {
            choices = Stream.of(onSata(devices), newSata(devices), onIde(devices));
        } else {
            choices = Stream.of(onIde(devices), onSata(devices), newSata(devices));
        }
        return choices.flatMap(Optional::stream)
                .findFirst()
                .orElseThrow(() -> new UnsupportedRequestException(
                        "machine " + config.name() + " has no room for a CD drive on IDE or SATA"));
    }

    /** The changes that add the drive here, all for one specification. */
    List<VirtualDeviceConfigSpec> add(VirtualDevice drive) {
        drive.key = NEW_DRIVE;
        drive.controllerKey = controllerKey;
        drive.unitNumber = unit;
        List<VirtualDeviceConfigSpec> changes = new ArrayList<>();
        newController.ifPresent(controller -> changes.add(addition(controller)));
        changes.add(addition(drive));
        return changes;
    }

    private static Optional<DriveSlot> onIde(List<VirtualDevice> devices) {
        return on(VirtualIDEController.class, IDE_UNITS, devices);
    }

    private static Optional<DriveSlot> onSata(List<VirtualDevice> devices) {
        return on(VirtualAHCIController.class, SATA_UNITS, devices);
    }

    private static Optional<DriveSlot> on(
            Class<? extends VirtualController> type, int units, List<VirtualDevice> devices) {
        return devices.stream()
                .filter(type::isInstance)
                .sorted(Comparator.comparingInt(controller -> controller.key))
                .flatMap(controller -> free(devices, controller.key, units).stream()
                        .mapToObj(unit -> new DriveSlot(controller.key, unit, Optional.empty())))
                .findFirst();
    }

    private static OptionalInt free(List<VirtualDevice> devices, int controller, int units) {
        Set<Integer> used = devices.stream()
                .filter(device -> device.controllerKey != null && device.controllerKey == controller)
                .map(device -> device.unitNumber)
                .collect(Collectors.toSet());
        return IntStream.range(0, units).filter(unit -> !used.contains(unit)).findFirst();
    }

    private static Optional<DriveSlot> newSata(List<VirtualDevice> devices) {
        Set<Integer> buses = devices.stream()
                .filter(VirtualAHCIController.class::isInstance)
                .map(controller -> ((VirtualAHCIController) controller).busNumber)
                .collect(Collectors.toSet());
        return devices.stream()
                .filter(VirtualPCIController.class::isInstance)
                .findFirst()
                .flatMap(pci -> IntStream.range(0, SATA_CONTROLLERS)
                        .filter(bus -> !buses.contains(bus))
                        .mapToObj(bus -> newSata(pci.key, bus))
                        .findFirst());
    }

    private static DriveSlot newSata(int pci, int bus) {
        VirtualAHCIController controller = new VirtualAHCIController();
        controller.key = NEW_CONTROLLER;
        controller.busNumber = bus;
        controller.controllerKey = pci;
        return new DriveSlot(NEW_CONTROLLER, 0, Optional.of(controller));
    }

    private static VirtualDeviceConfigSpec addition(VirtualDevice device) {
        VirtualDeviceConfigSpec change = new VirtualDeviceConfigSpec();
        change.operation = VirtualDeviceConfigSpecOperation.add;
        change.device = device;
        return change;
    }
}
