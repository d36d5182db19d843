package org.ipmibridge.hypervisor.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.runtime.api.config.ConfigReader;

/**
 * Machines that are all alike and take no configuration file each.
 *
 * @param count how many
 * @param pattern their names: text with the place of a machine's number, 1 to {@code count}, in it, for instance {@code sim-%05d}
 */
record BulkMachines(int count, String pattern) {
    /** The most that are of use: more than a bridge has BMCs. */
    static final int MOST = 100_000;

    private static final Pattern FORM = Pattern.compile("[^%]*%(0[1-9])?d[^%]*");
    private static final IsoImage ISO = new IsoImage("[isos] rescue.iso");
    private static final Delays DELAYS = new Delays(
            Duration.ofMillis(1_000), Duration.ofMillis(500), Duration.ofMillis(500), Duration.ofMillis(3_000));
    private static final Guest GUEST = new Guest("Debian GNU/Linux 12", true, false);
    private static final List<BootDevice> BOOT_ORDER =
            List.of(BootDevice.FLOPPY, BootDevice.DISK, BootDevice.CDROM, BootDevice.NETWORK);
    private static final Set<IsoImage> ISOS = Set.of(ISO);

    /** Beside the range of which other machines' automatic addresses and those in examples begin. */
    private static final int FIRST_MAC = 0x200000;

    /**
     * Checks what is configured.
     *
     * @throws IllegalArgumentException if a value is wrong; the message says all about it
     */
    static BulkMachines of(SimulatedHypervisor.Configuration configuration, ConfigReader reader) {
        int count = reader.number("machines.count", configuration::machines_count, 0, MOST);
        String pattern = configuration.machines_name().strip();
        if (!FORM.matcher(pattern).matches()) {
            throw reader.wrong("machines.name", "must have one %d in it, or one like %05d, for a machine's number");
        }
        reader.name("machines.name", String.format(pattern, MOST));
        return new BulkMachines(count, pattern);
    }

    /** Their settings, one by one; what they have in common they share. */
    Stream<MachineSettings> settings() {
        return IntStream.rangeClosed(1, count).mapToObj(this::settings);
    }

    private MachineSettings settings(int number) {
        String name = String.format(pattern, number);
        UUID uuid = MachineSettings.uuidOf(name);
        int mac = FIRST_MAC + number;
        return new MachineSettings(
                name,
                "",
                uuid,
                Firmware.BIOS,
                true,
                List.of(String.format("00:50:56:%02x:%02x:%02x", mac >> 16, mac >> 8 & 0xFF, mac & 0xFF)),
                true,
                false,
                BOOT_ORDER,
                Optional.of(ISO),
                ISOS,
                PowerState.ON,
                DELAYS,
                GUEST);
    }
}
