package org.ipmibridge.hypervisor.vmware.reconfigure;

import com.vmware.vim25.ArrayOfOptionValue;
import com.vmware.vim25.ArrayOfVirtualDevice;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualMachineBootOptions;
import com.vmware.vim25.VirtualMachineConnectionState;
import com.vmware.vim25.VirtualMachinePowerState;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.Arrays;
import java.util.Calendar;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.session.Vim;

/** Reads what a reconfiguration needs to know. Two calls: the server's clock, then the configuration. */
final class VmConfigReader {
    private static final String[] PATHS = {
        "name",
        "runtime.powerState",
        "runtime.connectionState",
        "runtime.bootTime",
        "summary.runtime.bootTime",
        "config.firmware",
        "config.hardware.device",
        "config.bootOptions",
        "config.extraConfig",
        "config.changeVersion"
    };

    private VmConfigReader() {}

    static VmConfig read(Vim vim, ManagedObjectReference machine) throws RemoteException {
        Instant now = vim.port().currentTime(serviceInstance()).toInstant();
        ObjectProperties properties = ObjectProperties.of(vim, machine, PATHS);
        return new VmConfig(
                machine,
                properties.get("name", String.class).orElse(machine.val),
                properties
                        .get("runtime.powerState", VirtualMachinePowerState.class)
                        .map(VmConfigReader::power),
                bootTime(properties),
                "efi".equals(properties.get("config.firmware", String.class).orElse("")) ? Firmware.EFI : Firmware.BIOS,
                devices(properties),
                properties
                        .get("config.bootOptions", VirtualMachineBootOptions.class)
                        .orElseGet(VirtualMachineBootOptions::new),
                overrideRecord(properties),
                now,
                properties.get("config.changeVersion", String.class).filter(version -> !version.isEmpty()));
    }

    private static ManagedObjectReference serviceInstance() {
        ManagedObjectReference root = new ManagedObjectReference();
        root.type = "ServiceInstance";
        root.val = "ServiceInstance";
        return root;
    }

    /** A server goes on telling the last state of a machine that it is not connected to: that is none. */
    private static Optional<PowerState> power(ObjectProperties properties) {
        return properties
                .get("runtime.connectionState", VirtualMachineConnectionState.class)
                .filter(VirtualMachineConnectionState.connected::equals)
                .flatMap(connected -> properties.get("runtime.powerState", VirtualMachinePowerState.class))
                .map(VmConfigReader::power);
    }

    private static PowerState power(VirtualMachinePowerState state) {
        return switch (state) {
            case poweredOn -> PowerState.ON;
            case poweredOff -> PowerState.OFF;
            case suspended -> PowerState.SUSPENDED;
        };
    }

    private static Optional<Instant> bootTime(ObjectProperties properties) {
        return properties
                .get("runtime.bootTime", Calendar.class)
                .or(() -> properties.get("summary.runtime.bootTime", Calendar.class))
                .map(Calendar::toInstant);
    }

    private static List<VirtualDevice> devices(ObjectProperties properties) {
        return properties
                .get("config.hardware.device", ArrayOfVirtualDevice.class)
                .map(array -> array.VirtualDevice)
                .map(devices -> Arrays.stream(devices).filter(Objects::nonNull).toList())
                .orElse(List.of());
    }

    /** The last value counts: not every server replaces an older one. An empty one is as good as none. */
    private static Optional<String> overrideRecord(ObjectProperties properties) {
        return properties.get("config.extraConfig", ArrayOfOptionValue.class).map(array -> array.OptionValue).stream()
                .flatMap(Arrays::stream)
                .filter(option -> VmState.OVERRIDE_KEY.equals(option.key))
                .reduce((first, second) -> second)
                .map((OptionValue option) -> String.valueOf(option.value))
                .filter(text -> !text.isBlank());
    }
}
