package org.ipmibridge.hypervisor.simulated;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.runtime.api.config.ConfigReader;

/** Makes a machine's settings of its configuration. */
final class MachineSettingsReader {
    private static final Pattern MAC = Pattern.compile("\\p{XDigit}{2}(:\\p{XDigit}{2}){5}");
    private static final Pattern ANY_UUID = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    private final MachineConfiguration configuration;
    private final ConfigReader reader;

    private MachineSettingsReader(MachineConfiguration configuration, ConfigReader reader) {
        this.configuration = configuration;
        this.reader = reader;
    }

    /**
     * @param reader of the same configuration as it was given, for messages
     * @throws IllegalArgumentException if a value is wrong; the message says all about it
     */
    static MachineSettings read(MachineConfiguration configuration, ConfigReader reader) {
        return new MachineSettingsReader(configuration, reader).read();
    }

    private MachineSettings read() {
        String name = reader.name("name", configuration.name());
        UUID uuid = uuid(name);
        Optional<IsoImage> iso = Optional.of(configuration.iso().trim())
                .filter(path -> !path.isEmpty())
                .map(IsoImage::new);
        return new MachineSettings(
                name,
                configuration.hypervisor().trim(),
                uuid,
                reader.word("firmware", configuration.firmware(), Firmware.class),
                reader.flag("disk", configuration.disk()),
                nics(uuid),
                reader.flag("cd.drive", configuration.cd_drive()),
                reader.flag("floppy", configuration.floppy()),
                bootOrder(),
                iso,
                isos(iso),
                reader.word("power", configuration.power(), PowerState.class),
                delays(),
                guest(),
                folder(),
                attributes());
    }

    private String folder() {
        return String.join(
                "/",
                Arrays.stream(configuration.folder().split("/"))
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList());
    }

    private Map<String, String> attributes() {
        Map<String, String> attributes = new HashMap<>();
        for (String attribute : reader.list(configuration.attributes())) {
            int equals = attribute.indexOf('=');
            if (equals < 1) {
                throw reader.wrong("attributes", "must be NAME=VALUE, several with commas between them");
            }
            attributes.put(
                    attribute.substring(0, equals).strip(),
                    attribute.substring(equals + 1).strip());
        }
        return attributes;
    }

    private UUID uuid(String name) {
        String text = configuration.uuid().trim();
        if (text.isEmpty()) {
            return MachineSettings.uuidOf(name);
        }
        if (!ANY_UUID.matcher(text).matches()) {
            throw reader.wrong("uuid", "must be of the form 01234567-89ab-cdef-0123-456789abcdef");
        }
        return UUID.fromString(text);
    }

    private List<String> nics(UUID uuid) {
        if (configuration.nics().trim().equals("auto")) {
            int serial = uuid.hashCode();
            // The range in which vSphere lets people choose addresses by hand.
            return List.of(
                    String.format("00:50:56:%02x:%02x:%02x", serial >> 16 & 0x3F, serial >> 8 & 0xFF, serial & 0xFF));
        }
        List<String> nics = reader.list(configuration.nics());
        if (!nics.stream().allMatch(nic -> MAC.matcher(nic).matches())) {
            throw reader.wrong("nics", "must be addresses of the form 00:50:56:01:02:03, separated by commas, or auto");
        }
        return nics.stream().map(nic -> nic.toLowerCase(Locale.ROOT)).toList();
    }

    private List<BootDevice> bootOrder() {
        List<BootDevice> order = reader.list(configuration.boot_order()).stream()
                .map(word -> reader.word("boot.order", word, BootDevice.class))
                .toList();
        if (order.contains(BootDevice.FIRMWARE_SETUP) || Set.copyOf(order).size() != order.size()) {
            throw reader.wrong("boot.order", "must be floppy, disk, cdrom and network in any order, each once at most");
        }
        return order;
    }

    private Set<IsoImage> isos(Optional<IsoImage> iso) {
        Set<IsoImage> isos =
                reader.list(configuration.isos()).stream().map(IsoImage::new).collect(Collectors.toSet());
        return isos.isEmpty() ? iso.map(Set::of).orElse(Set.of()) : isos;
    }

    private Delays delays() {
        return new Delays(
                reader.millis("power.on.millis", configuration::power_on_millis),
                reader.millis("power.off.millis", configuration::power_off_millis),
                reader.millis("reset.millis", configuration::reset_millis),
                reader.millis("soft.off.millis", configuration::soft_off_millis));
    }

    private Guest guest() {
        return new Guest(
                configuration.guest_os().trim(),
                reader.flag("guest.tools", configuration.guest_tools()),
                reader.flag("soft.off.ignored", configuration.soft_off_ignored()));
    }
}
