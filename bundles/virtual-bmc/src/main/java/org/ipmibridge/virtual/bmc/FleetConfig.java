package org.ipmibridge.virtual.bmc;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.virtual.bmc.fleet.Assignment;
import org.ipmibridge.virtual.bmc.fleet.Selection;
import org.ipmibridge.virtual.bmc.fleet.Slots;
import org.ipmibridge.virtual.bmc.fleet.SlotsReader;
import org.osgi.framework.Version;

/**
 * A fleet's configuration, checked.
 *
 * @param source the file that it stands in
 * @param name the fleet's name
 * @param enabled whether there are to be BMCs at all
 * @param selection which machines it has
 * @param slots which addresses and ports it has
 * @param networkInterface the interface that the addresses are added to; none where they are there
 * @param ipCommand what adds them
 * @param guidEncoding how UUIDs go over the wire
 * @param kg the key K_G
 * @param identity what Get Device ID tells
 */
record FleetConfig(
        String source,
        String name,
        boolean enabled,
        Selection selection,
        Slots slots,
        Optional<String> networkInterface,
        String ipCommand,
        GuidEncoding guidEncoding,
        Optional<Secret> kg,
        DeviceIdentity identity) {
    /** All keys that mean something. */
    static final Set<String> KEYS = ConfigReader.keys(FleetConfiguration.Config.class).stream()
            .map(key -> key.replace("$", ""))
            .collect(Collectors.toUnmodifiableSet());

    private static final Pattern INTERFACE = Pattern.compile("[^\\s/]{1,15}");

    /**
     * Checks a configuration and copies it.
     *
     * @param reader of the same as text
     * @param bridge the version that is the firmware's where none is configured
     * @throws IllegalArgumentException if a value is wrong; the message names file, key, value and reason
     */
    static FleetConfig of(FleetConfiguration.Config config, ConfigReader reader, String name, Version bridge) {
        return new FleetConfig(
                reader.source(),
                name,
                reader.flag("enabled", true),
                Selection.read(reader),
                SlotsReader.read(reader),
                networkInterface(reader),
                ipCommand(reader),
                BmcConfig.guidEncoding(reader, config.guid_encoding()),
                BmcConfig.kg(reader),
                DeviceIdentities.read(
                        reader,
                        new DeviceIdentities.Numbers(
                                config::device_id,
                                config::device_revision,
                                config::firmware_major,
                                config::firmware_minor,
                                config::manufacturer_id,
                                config::product_id),
                        bridge));
    }

    /** What follows the factory's PID in a PID. */
    static String name(String pid) {
        String factory = FleetConfiguration.PID;
        return pid.startsWith(factory) && pid.length() > factory.length() + 1
                ? pid.substring(factory.length() + 1)
                : pid;
    }

    /** The BMC of one of its machines. */
    BmcConfig bmc(Assignment assignment, String machineName) {
        return new BmcConfig(
                source,
                assignment.bmc(),
                true,
                assignment.endpoint(),
                assignment.machine().hypervisor(),
                assignment.machine().id(),
                machineName,
                name,
                Optional.empty(),
                guidEncoding,
                kg,
                identity);
    }

    private static Optional<String> networkInterface(ConfigReader reader) {
        String name = reader.text("interface");
        if (!name.isEmpty() && !INTERFACE.matcher(name).matches()) {
            throw reader.wrong("interface", "must be the name of a network interface, such as eth0");
        }
        return Optional.of(name).filter(text -> !text.isEmpty());
    }

    private static String ipCommand(ConfigReader reader) {
        String command = reader.text("interface.command");
        return command.isEmpty() ? "ip" : command;
    }
}
