package org.ipmibridge.hypervisor.api;

import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * What a machine is made of.
 *
 * @param uuid the UUID that the machine's own firmware (SMBIOS) shows
 * @param firmware how it boots
 * @param macAddresses its network adapters, first one first, as {@code 00:50:56:01:02:03}
 * @param guestOs the guest operating system in words, if known
 * @param configuredIso the image that booting from CD puts in, if one is configured
 */
public record MachineInfo(
        UUID uuid,
        Firmware firmware,
        List<String> macAddresses,
        Optional<String> guestOs,
        Optional<IsoImage> configuredIso) {
    public MachineInfo {
        macAddresses = List.copyOf(macAddresses);
    }
}
