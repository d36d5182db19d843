package org.ipmibridge.hypervisor.api;

import java.util.Objects;

/**
 * A request to boot from a device before all others.
 *
 * @param device the device
 * @param persistent for every boot until it is cleared, and not for the next one only
 * @param efi whether an EFI boot was asked for; kept and given back, and changes no firmware unless the machine's configuration
 *     allows that
 */
public record BootOverride(BootDevice device, boolean persistent, boolean efi) {
    public BootOverride {
        Objects.requireNonNull(device, "device");
    }
}
