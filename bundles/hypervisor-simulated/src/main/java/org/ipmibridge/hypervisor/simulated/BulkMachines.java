package org.ipmibridge.hypervisor.simulated;

import java.time.Duration;
import java.util.HexFormat;
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
    private static final HexFormat MAC = HexFormat.ofDelimiter(":");
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
        BulkMachines machines = new BulkMachines(count, pattern);
        reader.name("machines.name", machines.name(MOST));
        return machines;
    }

    /** Their settings, one by one; what they have in common they share. */
    Stream<MachineSettings> settings() {
        return IntStream.rangeClosed(1, count).mapToObj(this::settings);
    }

    /** As {@link String#format} does it, but in no time. */
    private String name(int number) {
        int begin = pattern.indexOf('%');
        int end = pattern.indexOf('d', begin);
        String digits = Integer.toString(number);
        int width = end - begin == 1 ? 1 : pattern.charAt(end - 1) - '0';
        return pattern.substring(0, begin)
                + "0".repeat(Math.max(0, width - digits.length()))
                + digits
                + pattern.substring(end + 1);
    }

    private MachineSettings settings(int number) {
        String name = name(number);
        UUID uuid = MachineSettings.uuidOf(name);
        int mac = FIRST_MAC + number;
        return new MachineSettings(
                name,
                "",
                uuid,
                Firmware.BIOS,
                true,
                List.of(MAC.formatHex(new byte[] {0, 0x50, 0x56, (byte) (mac >> 16), (byte) (mac >> 8), (byte) mac})),
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
