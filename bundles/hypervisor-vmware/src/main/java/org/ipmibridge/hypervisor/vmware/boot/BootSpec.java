package org.ipmibridge.hypervisor.vmware.boot;

import com.vmware.vim25.OptionValue;
import com.vmware.vim25.VirtualMachineBootOptions;
import com.vmware.vim25.VirtualMachineConfigSpec;
import java.util.List;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootSettings;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.reconfigure.VmConfig;

/**
 * A change of boot options and override record in one. The options are sent back whole, because a server may take what is not sent for what
 * is not wanted.
 */
final class BootSpec {
    private final VirtualMachineConfigSpec spec = new VirtualMachineConfigSpec();
    private final VirtualMachineBootOptions options;

    BootSpec(VmConfig config) {
        options = config.bootOptions();
    }

    /** @param order empty for the firmware's own */
    BootSpec order(List<BootEntry> order) {
        spec.bootOptions = options;
        if (!BootSettings.of(options).order().equals(order)) {
            options.bootOrder = BootEntries.order(order);
        }
        return this;
    }

    BootSpec entersSetup(boolean enters) {
        spec.bootOptions = options;
        options.enterBIOSSetup = enters;
        return this;
    }

    BootSpec keep(OverrideRecord kept) {
        return option(OverrideCodec.encode(kept));
    }

    BootSpec dropRecord() {
        return option("");
    }

    BootSpec efi() {
        spec.firmware = "efi";
        return this;
    }

    VirtualMachineConfigSpec build() {
        return spec;
    }

    private BootSpec option(String text) {
        OptionValue option = new OptionValue();
        option.key = VmState.OVERRIDE_KEY;
        option.value = text;
        spec.extraConfig = new OptionValue[] {option};
        return this;
    }
}
