package org.ipmibridge.hypervisor.simulated;

import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;

/** How the firmware finds what to boot from. */
final class BootChoice {
    private BootChoice() {}

    /**
     * The override's device, else the first in the boot order that is there and can boot; a CD drive without an image cannot. A
     * machine with nothing to boot from ends in its firmware's setup.
     */
    static BootDevice choose(MachineSettings settings, MachineState state) {
        Optional<BootDevice> wanted = state.override().map(BootOverride::device);
        return Stream.concat(wanted.stream(), settings.bootOrder().stream())
                .filter(device -> settings.has(device, state))
                .filter(device -> device != BootDevice.CDROM || state.iso().isPresent())
                .findFirst()
                .orElse(BootDevice.FIRMWARE_SETUP);
    }
}
