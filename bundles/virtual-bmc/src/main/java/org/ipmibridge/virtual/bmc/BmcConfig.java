package org.ipmibridge.virtual.bmc;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.ipmibridge.ipmi.api.bmc.DeviceIdentity;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.problem.Problem;
import org.osgi.framework.Version;

/**
 * A BMC's configuration, checked.
 *
 * @param source the file that it stands in
 * @param name unique among all BMCs
 * @param enabled whether there is to be a BMC at all
 * @param endpoint where it listens; a host name is not looked up yet
 * @param hypervisor the hypervisor's name, or empty for any
 * @param machine the machine's name or identifier
 * @param machineName what people call the machine
 * @param fleet the fleet that the BMC belongs to; empty for none
 * @param uuid the UUID that it tells; none for the machine's own
 * @param guidEncoding how the UUID goes over the wire
 * @param kg the key K_G
 * @param identity what Get Device ID tells
 */
record BmcConfig(
        String source,
        String name,
        boolean enabled,
        InetSocketAddress endpoint,
        String hypervisor,
        String machine,
        String machineName,
        String fleet,
        Optional<UUID> uuid,
        GuidEncoding guidEncoding,
        Optional<Secret> kg,
        DeviceIdentity identity) {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,62}");
    private static final Pattern UUID_FORM = Pattern.compile("\\p{XDigit}{8}(-\\p{XDigit}{4}){3}-\\p{XDigit}{12}");

    /**
     * Checks a configuration and copies it.
     *
     * @param reader of the same as text, for messages
     * @param pid the configuration's own
     * @param bridge the version that is the firmware's where none is configured
     * @throws IllegalArgumentException if a value is wrong; the message names file, key, value and reason
     */
    static BmcConfig of(BmcConfiguration.Config config, ConfigReader reader, String pid, Version bridge) {
        String name = name(reader, pid);
        String configured = reader.text("machine");
        String machine = configured.isEmpty() ? name : configured;
        return new BmcConfig(
                reader.source(),
                name,
                reader.flag("enabled", true),
                endpoint(reader, config),
                reader.text("hypervisor"),
                machine,
                machine,
                "",
                uuid(reader),
                guidEncoding(reader, config.guid_encoding()),
                kg(reader),
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

    /** The name that a configuration has where it says none: what follows the factory's PID in its own PID. */
    static String defaultName(String pid) {
        String factory = BmcConfiguration.PID;
        return pid.startsWith(factory) && pid.length() > factory.length() + 1
                ? pid.substring(factory.length() + 1)
                : pid;
    }

    /** Why another BMC and this one cannot both be, naming both files; empty when they can. */
    Optional<Problem> conflictWith(BmcConfig other) {
        if (name.equals(other.name)) {
            return conflict("name", name, "the BMC in " + other.source + " has this name already");
        }
        if (endpoint.equals(other.endpoint)) {
            String port = Integer.toString(endpoint.getPort());
            return conflict(
                    "port",
                    port,
                    "BMC " + other.name + " in " + other.source + " listens on " + endpoint.getHostString() + ":" + port
                            + " already");
        }
        return Optional.empty();
    }

    private Optional<Problem> conflict(String key, String value, String reason) {
        return Optional.of(new Problem(source, key, value, reason, Instant.now()));
    }

    private static String name(ConfigReader reader, String pid) {
        String configured = reader.text("name");
        String name = configured.isEmpty() ? defaultName(pid) : configured;
        if (!NAME.matcher(name).matches()) {
            throw reader.wrong("name", "must be 1 to 63 letters, digits, dots, hyphens and underscores");
        }
        return name;
    }

    private static InetSocketAddress endpoint(ConfigReader reader, BmcConfiguration.Config config) {
        int port = reader.number("port", config::port, 1, 65535);
        try {
            return EndpointAddress.parse(config.address().strip(), port);
        } catch (IllegalArgumentException e) {
            throw reader.wrong("address", e.getMessage());
        }
    }

    private static Optional<UUID> uuid(ConfigReader reader) {
        String text = reader.text("uuid");
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!UUID_FORM.matcher(text).matches()) {
            throw reader.wrong("uuid", "must be of the form 420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7");
        }
        return Optional.of(UUID.fromString(text));
    }

    static GuidEncoding guidEncoding(ConfigReader reader, String word) {
        try {
            return GuidEncoding.valueOf(word.strip().toUpperCase(Locale.ROOT));
        } catch (IllegalArgumentException e) {
            throw reader.wrong("guid.encoding", "must be ipmi, smbios or rfc4122");
        }
    }

    static Optional<Secret> kg(ConfigReader reader) {
        try {
            return KgKey.parse(reader.text(".kg"));
        } catch (IllegalArgumentException e) {
            throw reader.wrongUnshown(".kg", e.getMessage());
        }
    }
}
