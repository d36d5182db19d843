package org.ipmibridge.hypervisor.vmware.machine;

import com.vmware.vim25.Description;
import com.vmware.vim25.Event;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualAHCIController;
import com.vmware.vim25.VirtualCdrom;
import com.vmware.vim25.VirtualCdromIsoBackingInfo;
import com.vmware.vim25.VirtualController;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualDeviceConfigSpec;
import com.vmware.vim25.VirtualDeviceConfigSpecOperation;
import com.vmware.vim25.VirtualDisk;
import com.vmware.vim25.VirtualIDEController;
import com.vmware.vim25.VirtualMachineBootOptions;
import com.vmware.vim25.VirtualMachineBootOptionsBootableCdromDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDiskDevice;
import com.vmware.vim25.VirtualMachineBootOptionsBootableEthernetDevice;
import com.vmware.vim25.VirtualMachineConfigSpec;
import com.vmware.vim25.VirtualPCIController;
import com.vmware.vim25.VirtualVmxnet3;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.CdDrive;
import org.ipmibridge.hypervisor.vmware.inventory.Guest;
import org.ipmibridge.hypervisor.vmware.inventory.Nic;
import org.ipmibridge.hypervisor.vmware.inventory.QuickStats;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;

/** A virtual machine in memory that treats a reconfiguration as a real server does: what is not sent stays as it is. */
final class FakeVm {
    static final int DISK = 2000;
    static final int NIC = 4000;
    private static final UUID INSTANCE = UUID.fromString("50000000-0000-4000-8000-000000000001");
    private static final UUID BIOS = UUID.fromString("42000000-0000-4000-8000-000000000001");

    final ManagedObjectReference reference = new ManagedObjectReference();
    final List<VirtualDevice> devices = new ArrayList<>();
    final Map<String, String> extraConfig = new HashMap<>();
    final List<Event> events = new ArrayList<>();
    VirtualMachineBootOptions bootOptions = new VirtualMachineBootOptions();
    PowerState power = PowerState.OFF;
    Optional<Instant> bootTime = Optional.empty();
    Firmware firmware = Firmware.BIOS;
    Optional<String> tools = Optional.of("guestToolsRunning");
    int version = 1;
    /** Whether CD drives stay disconnected, whatever is asked. */
    boolean refusesToConnect;

    /** What the firmware found at each boot. */
    final List<String> boots = new ArrayList<>();

    private final Map<Integer, Integer> added = new HashMap<>();
    private int nextKey = 16000;

    FakeVm() {
        reference.type = "VirtualMachine";
        reference.val = "vm-1";
        bootOptions.bootDelay = 700L;
        add(new VirtualPCIController(), 100, null, null);
        add(new VirtualIDEController(), 200, null, null);
        add(new VirtualDisk(), DISK, 1000, 0);
        add(new VirtualVmxnet3(), NIC, 100, 7);
        add(new VirtualCdrom(), 3000, 200, 0);
    }

    <T extends VirtualDevice> T add(T device, int key, Integer controller, Integer unit) {
        device.key = key;
        device.controllerKey = controller;
        device.unitNumber = unit;
        device.deviceInfo = new Description();
        devices.add(device);
        return device;
    }

    /** The boot order in words. */
    List<String> order() {
        return Stream.ofNullable(bootOptions.bootOrder)
                .flatMap(Arrays::stream)
                .map(entry ->
                        entry.getClass().getSimpleName().replaceAll("VirtualMachineBootOptionsBootable|Device", ""))
                .filter(word -> !word.isEmpty())
                .toList();
    }

    void order(VirtualMachineBootOptionsBootableDevice... order) {
        bootOptions.bootOrder = order;
        version++;
    }

    static VirtualMachineBootOptionsBootableDevice cd() {
        return new VirtualMachineBootOptionsBootableCdromDevice();
    }

    static VirtualMachineBootOptionsBootableDevice disk() {
        VirtualMachineBootOptionsBootableDiskDevice disk = new VirtualMachineBootOptionsBootableDiskDevice();
        disk.deviceKey = DISK;
        return disk;
    }

    static VirtualMachineBootOptionsBootableDevice nic() {
        VirtualMachineBootOptionsBootableEthernetDevice nic = new VirtualMachineBootOptionsBootableEthernetDevice();
        nic.deviceKey = NIC;
        return nic;
    }

    Optional<VirtualCdrom> cdDrive() {
        return devices.stream()
                .filter(VirtualCdrom.class::isInstance)
                .map(VirtualCdrom.class::cast)
                .findFirst();
    }

    Optional<String> iso() {
        return cdDrive()
                .filter(drive -> drive.backing instanceof VirtualCdromIsoBackingInfo)
                .map(drive -> ((VirtualCdromIsoBackingInfo) drive.backing).fileName);
    }

    Optional<String> overrideRecord() {
        return Optional.ofNullable(extraConfig.get(VmState.OVERRIDE_KEY));
    }

    void boot(Instant time) {
        power = PowerState.ON;
        bootTime = Optional.of(time);
        started();
    }

    /** The firmware reads the boot options; it forgets the request for the setup. */
    void started() {
        boots.add(
                Boolean.TRUE.equals(bootOptions.enterBIOSSetup)
                        ? "Setup"
                        : order().stream().findFirst().orElse("own"));
        bootOptions.enterBIOSSetup = false;
    }

    void off() {
        power = PowerState.OFF;
        bootTime = Optional.empty();
    }

    void apply(VirtualMachineConfigSpec spec) {
        version++;
        Stream.ofNullable(spec.deviceChange).flatMap(Arrays::stream).forEach(this::apply);
        if (spec.bootOptions != null) {
            apply(spec.bootOptions);
        }
        if (spec.firmware != null) {
            firmware = Firmware.valueOf(spec.firmware.toUpperCase(Locale.ROOT));
        }
        for (OptionValue option : spec.extraConfig == null ? new OptionValue[0] : spec.extraConfig) {
            if ("".equals(option.value)) {
                extraConfig.remove(option.key);
            } else {
                extraConfig.put(option.key, option.value.toString());
            }
        }
    }

    private void apply(VirtualMachineBootOptions options) {
        VirtualMachineBootOptions changed = new VirtualMachineBootOptions();
        changed.bootDelay = options.bootDelay == null ? bootOptions.bootDelay : options.bootDelay;
        changed.enterBIOSSetup = options.enterBIOSSetup == null ? bootOptions.enterBIOSSetup : options.enterBIOSSetup;
        changed.bootOrder =
                options.bootOrder == null || options.bootOrder.length == 0 ? bootOptions.bootOrder : options.bootOrder;
        if (changed.bootOrder != null
                && changed.bootOrder.length == 1
                && changed.bootOrder[0].getClass() == VirtualMachineBootOptionsBootableDevice.class) {
            changed.bootOrder = null;
        }
        bootOptions = changed;
    }

    private void apply(VirtualDeviceConfigSpec change) {
        if (refusesToConnect && change.device.connectable != null) {
            change.device.connectable.connected = false;
        }
        if (change.operation == VirtualDeviceConfigSpecOperation.edit) {
            devices.removeIf(device -> device.key == change.device.key);
            devices.add(change.device);
            return;
        }
        int temporary = change.device.key;
        change.device.key = nextKey++;
        change.device.deviceInfo = new Description();
        devices.add(change.device);
        if (change.device instanceof VirtualController) {
            added.put(temporary, change.device.key);
        } else {
            change.device.controllerKey = added.getOrDefault(change.device.controllerKey, change.device.controllerKey);
        }
    }

    boolean hasSata() {
        return devices.stream().anyMatch(VirtualAHCIController.class::isInstance);
    }

    VmState state() {
        return new VmState(
                reference.val,
                "web01",
                "DC0/vm/web01",
                "DC0/host/C0/Resources",
                Map.of(),
                Optional.of(BIOS),
                Optional.of(INSTANCE),
                Optional.ofNullable(power),
                bootTime,
                Optional.of("host-1"),
                List.of("datastore-1"),
                firmware,
                Stream.ofNullable(bootOptions.bootOrder)
                        .flatMap(Arrays::stream)
                        .map(FakeVm::entry)
                        .toList(),
                Boolean.TRUE.equals(bootOptions.enterBIOSSetup),
                devices.stream()
                        .filter(VirtualDisk.class::isInstance)
                        .map(device -> device.key)
                        .toList(),
                devices.stream()
                        .filter(VirtualVmxnet3.class::isInstance)
                        .map(device -> new Nic(device.key, "00:50:56:01:02:03"))
                        .toList(),
                devices.stream()
                        .filter(VirtualCdrom.class::isInstance)
                        .map(FakeVm::drive)
                        .toList(),
                false,
                overrideRecord(),
                new Guest(
                        Optional.of("Debian GNU/Linux"), tools, Optional.of("web01.example.org"), List.of("192.0.2.7")),
                QuickStats.UNKNOWN,
                Optional.empty());
    }

    private static CdDrive drive(VirtualDevice drive) {
        return new CdDrive(
                drive.key,
                drive.backing instanceof VirtualCdromIsoBackingInfo iso ? Optional.of(iso.fileName) : Optional.empty(),
                drive.connectable != null && drive.connectable.connected,
                drive.connectable != null && drive.connectable.startConnected);
    }

    private static BootEntry entry(VirtualMachineBootOptionsBootableDevice device) {
        if (device instanceof VirtualMachineBootOptionsBootableDiskDevice disk) {
            return new BootEntry(BootEntry.Kind.DISK, disk.deviceKey);
        }
        return device instanceof VirtualMachineBootOptionsBootableEthernetDevice nic
                ? new BootEntry(BootEntry.Kind.ETHERNET, nic.deviceKey)
                : new BootEntry(BootEntry.Kind.CDROM, 0);
    }
}
