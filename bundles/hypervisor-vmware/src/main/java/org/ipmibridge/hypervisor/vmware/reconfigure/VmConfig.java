package org.ipmibridge.hypervisor.vmware.reconfigure;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualDevice;
import com.vmware.vim25.VirtualMachineBootOptions;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.PowerState;

/**
 * A virtual machine's configuration as the server sent it, to be sent back with changes. Its devices and boot options belong to whoever read
 * it, who may change them.
 *
 * @param machine the virtual machine
 * @param name its name in the inventory
 * @param power the power state; none when the server does not tell
 * @param bootTime when it was powered on
 * @param firmware how it boots
 * @param devices all its devices
 * @param bootOptions its boot options, never null
 * @param overrideRecord the text that the bridge keeps in it
 * @param serverTime when it was read, by the server's clock
 * @param changeVersion the version of the configuration; none where the server keeps none
 */
public record VmConfig(
        ManagedObjectReference machine,
        String name,
        Optional<PowerState> power,
        Optional<Instant> bootTime,
        Firmware firmware,
        List<VirtualDevice> devices,
        VirtualMachineBootOptions bootOptions,
        Optional<String> overrideRecord,
        Instant serverTime,
        Optional<String> changeVersion) {
    public boolean isOn() {
        return power.filter(PowerState.ON::equals).isPresent();
    }

    /** Whether it is known to be off, so that everything may be changed. */
    public boolean isOff() {
        return power.filter(PowerState.OFF::equals).isPresent();
    }
}
