package org.ipmibridge.hypervisor.simulated;

import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerState;

/**
 * What a machine's configuration says.
 *
 * @param name its name, unique within its hypervisor
 * @param hypervisor the hypervisor that it is on; empty for every simulated one
 * @param uuid its UUID
 * @param firmware its firmware
 * @param disk whether it has a disk, which then holds a system that boots
 * @param nics the MAC addresses of its network adapters, as {@code 00:50:56:01:02:03}
 * @param cdDrive whether it has a CD drive
 * @param floppy whether it has a floppy drive, with a floppy that boots
 * @param bootOrder its own boot order; what is not named is never booted from by itself
 * @param iso the image that booting from CD puts in
 * @param isos the images that exist
 * @param initialPower how it is found the first time
 * @param delays how long things take
 * @param guest the system on its disk
 * @param folder the path of the folder that it is in; may be empty
 * @param attributes what people noted of it, by name
 */
record MachineSettings(
        String name,
        String hypervisor,
        UUID uuid,
        Firmware firmware,
        boolean disk,
        List<String> nics,
        boolean cdDrive,
        boolean floppy,
        List<BootDevice> bootOrder,
        Optional<IsoImage> iso,
        Set<IsoImage> isos,
        PowerState initialPower,
        Delays delays,
        Guest guest,
        String folder,
        Map<String, String> attributes) {
    MachineSettings {
        attributes = Map.copyOf(attributes);
        nics = List.copyOf(nics);
        bootOrder = List.copyOf(bootOrder);
        isos = Set.copyOf(isos);
    }

    /** The UUID of a machine that is given none. */
    static UUID uuidOf(String name) {
        return UUID.nameUUIDFromBytes(("simulated machine " + name).getBytes(StandardCharsets.UTF_8));
    }

    /** A machine in no folder and without attributes. */
    MachineSettings(
            String name,
            String hypervisor,
            UUID uuid,
            Firmware firmware,
            boolean disk,
            List<String> nics,
            boolean cdDrive,
            boolean floppy,
            List<BootDevice> bootOrder,
            Optional<IsoImage> iso,
            Set<IsoImage> isos,
            PowerState initialPower,
            Delays delays,
            Guest guest) {
        this(
                name,
                hypervisor,
                uuid,
                firmware,
                disk,
                nics,
                cdDrive,
                floppy,
                bootOrder,
                iso,
                isos,
                initialPower,
                delays,
                guest,
                "",
                Map.of());
    }

    MachineInfo info() {
        return new MachineInfo(uuid, firmware, nics, Optional.of(guest.os()).filter(os -> !os.isEmpty()), iso);
    }

    /** The images that exist, as a hypervisor lists them: ordered, with nothing in them. */
    List<IsoFile> isoFiles() {
        return isos.stream()
                .sorted(Comparator.comparing(IsoImage::path))
                .map(iso -> new IsoFile(iso, 0, Optional.empty()))
                .toList();
    }

    /** Whether the machine, as it is now, has such a device at all. */
    boolean has(BootDevice device, MachineState state) {
        return switch (device) {
            case NETWORK -> !nics.isEmpty();
            case DISK -> disk;
            case CDROM -> cdDrive || state.driveAdded();
            case FLOPPY -> floppy;
            case FIRMWARE_SETUP -> true;
        };
    }
}
