package org.ipmibridge.virtual.bmc;

import java.util.Map;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** One configuration of a fleet, good or bad; {@link Fleets} makes BMCs of it. */
@Component(
        service = {},
        configurationPid = FleetConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = FleetConfiguration.Config.class, factory = true)
public final class FleetConfiguration {
    /** The factory PID. */
    static final String PID = "org.ipmibridge.virtual.bmc.fleet";

    /** What can be configured. Lists are texts with commas, because that is what a .cfg file holds. */
    @ObjectClassDefinition(
            name = "Fleet of virtual BMCs",
            description =
                    "A BMC for each machine that is as this says. What follows the first hyphen in the file's name is"
                            + " the fleet's name.")
    public @interface Config {
        @AttributeDefinition(
                name = "Enabled",
                description = "Whether there are BMCs at all. Their sessions end with them.")
        boolean enabled() default true;

        @AttributeDefinition(
                name = "Hypervisor",
                description = "The names of the machines' hypervisors. Without it, all there are.",
                required = false)
        String hypervisor() default "";

        @AttributeDefinition(
                name = "Folder",
                description = "Paths of folders such as DC0/vm/web; machines below them are meant too.",
                required = false)
        String folder() default "";

        @AttributeDefinition(
                name = "Resource pool",
                description = "Names of resource pools, or their paths; machines below them are meant too.",
                required = false)
        String resource_pool() default "";

        @AttributeDefinition(
                name = "Name",
                description = "Patterns of the machines' names: * is any characters, ? any one.",
                required = false)
        String name() default "";

        @AttributeDefinition(
                name = "Attribute",
                description = "Custom attributes as NAME=PATTERN; one of them is enough.",
                required = false)
        String attribute() default "";

        @AttributeDefinition(
                name = "Excluded folders",
                description = "As Folder, for machines left out.",
                required = false)
        String exclude_folder() default "";

        @AttributeDefinition(
                name = "Excluded resource pools",
                description = "As Resource pool, for machines left out.",
                required = false)
        String exclude_resource_pool() default "";

        @AttributeDefinition(name = "Excluded names", description = "As Name, for machines left out.", required = false)
        String exclude_name() default "";

        @AttributeDefinition(
                name = "Excluded attributes",
                description = "As Attribute, for machines left out.",
                required = false)
        String exclude_attribute() default "";

        @AttributeDefinition(
                name = "Addresses",
                description =
                        "Address ranges or networks, one address for each BMC: 127.1.0.1-127.1.39.255, 10.0.8.0/24.",
                required = false)
        String addresses() default "";

        @AttributeDefinition(
                name = "Port",
                description = "The UDP port at each of the addresses; 623 without it.",
                required = false)
        String port() default "";

        @AttributeDefinition(
                name = "Ports",
                description = "In place of Addresses: port ranges, one port for each BMC, such as 10000-19999.",
                required = false)
        String ports() default "";

        @AttributeDefinition(
                name = "Address",
                description = "The address that has the ports; 127.0.0.1 without it.",
                required = false)
        String address() default "";

        @AttributeDefinition(
                name = "Interface",
                description =
                        "The network interface that the bridge adds the addresses to, and removes them from. Without"
                                + " it, the addresses must be there.",
                required = false)
        String interface$() default "";

        @AttributeDefinition(
                name = "Command ip",
                description = "The command of iproute2 that changes the interface's addresses.",
                required = false)
        String interface_command() default "ip";

        @AttributeDefinition(
                name = "GUID encoding",
                description = "The byte order of the machine's UUID on the wire.",
                options = {
                    @Option(value = "ipmi", label = "IPMI: all bytes reversed"),
                    @Option(value = "smbios", label = "SMBIOS: three fields reversed"),
                    @Option(value = "rfc4122", label = "RFC 4122: as it is written")
                })
        String guid_encoding() default "ipmi";

        @AttributeDefinition(
                name = "K_G",
                description = "The key of two-key logins of all the BMCs, up to 20 characters, or 0x and up to 40"
                        + " hexadecimal digits. Without it, the user's password serves for both.",
                required = false)
        String _kg() default "";

        @AttributeDefinition(name = "Device ID", description = "For Get Device ID.", min = "0", max = "255")
        int device_id() default 0x20;

        @AttributeDefinition(name = "Device revision", description = "For Get Device ID.", min = "0", max = "15")
        int device_revision() default 1;

        @AttributeDefinition(
                name = "Firmware, major",
                description = "For Get Device ID; -1 for the bridge's own version.",
                min = "-1",
                max = "127")
        int firmware_major() default -1;

        @AttributeDefinition(
                name = "Firmware, minor",
                description = "For Get Device ID; -1 for the bridge's own version.",
                min = "-1",
                max = "99")
        int firmware_minor() default -1;

        @AttributeDefinition(
                name = "Manufacturer",
                description = "The IANA enterprise number for Get Device ID; 0 for unspecified.",
                min = "0",
                max = "1048575")
        int manufacturer_id() default 0;

        @AttributeDefinition(
                name = "Product",
                description = "The product ID for Get Device ID; 0 for unspecified.",
                min = "0",
                max = "65535")
        int product_id() default 0;
    }

    private final Fleets fleets;
    private final String pid;

    @Activate
    public FleetConfiguration(Config config, Map<String, ?> properties, @Reference Fleets fleets) {
        this.fleets = fleets;
        pid = String.valueOf(properties.get("service.pid"));
        fleets.configure(pid, config, properties);
    }

    @Modified
    void configure(Config config, Map<String, ?> properties) {
        fleets.configure(pid, config, properties);
    }

    /** @param reason one of {@link ComponentConstants}; whatever else it is, the configuration comes back or the bridge stops */
    @Deactivate
    void remove(int reason) {
        if (reason == ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED) {
            fleets.remove(pid);
        }
    }
}
