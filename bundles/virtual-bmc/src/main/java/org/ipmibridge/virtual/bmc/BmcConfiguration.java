package org.ipmibridge.virtual.bmc;

import java.util.Map;
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

/** One configuration of a BMC, good or bad; the {@link BmcRegistry} decides what becomes of it. */
@Component(
        service = {},
        configurationPid = BmcConfiguration.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = BmcConfiguration.Config.class, factory = true)
public final class BmcConfiguration {
    /** The factory PID. */
    static final String PID = "org.ipmibridge.virtual.bmc";

    /** What can be configured. */
    @ObjectClassDefinition(name = "Virtual BMC", description = "A BMC and the machine that it controls.")
    public @interface Config {
        @AttributeDefinition(
                name = "Name",
                description = "Unique among all BMCs: 1 to 63 letters, digits, dots, hyphens and underscores."
                        + " Without it, what follows the first hyphen in the file's name.",
                required = false)
        String name() default "";

        @AttributeDefinition(
                name = "Enabled",
                description = "Whether the BMC listens at all. Its sessions end with it.")
        boolean enabled() default true;

        @AttributeDefinition(name = "Address", description = "The IPv4 or IPv6 address or the host name to listen on.")
        String address() default "127.0.0.1";

        @AttributeDefinition(name = "Port", description = "The UDP port to listen on.", min = "1", max = "65535")
        int port() default 623;

        @AttributeDefinition(
                name = "Hypervisor",
                description = "The name of the machine's hypervisor. Without it, any that knows the machine.",
                required = false)
        String hypervisor() default "";

        @AttributeDefinition(
                name = "Machine",
                description = "The machine's name or identifier. Without it, the BMC's name.",
                required = false)
        String machine() default "";

        @AttributeDefinition(
                name = "UUID",
                description = "The system's UUID. Without it, the machine's own.",
                required = false)
        String uuid() default "";

        @AttributeDefinition(
                name = "GUID encoding",
                description = "The byte order of the UUID on the wire.",
                options = {
                    @Option(value = "ipmi", label = "IPMI: all bytes reversed"),
                    @Option(value = "smbios", label = "SMBIOS: three fields reversed"),
                    @Option(value = "rfc4122", label = "RFC 4122: as it is written")
                })
        String guid_encoding() default "ipmi";

        @AttributeDefinition(
                name = "K_G",
                description = "The key of two-key logins, up to 20 characters, or 0x and up to 40 hexadecimal digits."
                        + " Without it, the user's password serves for both.",
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

    private final BmcRegistry registry;
    private final String pid;

    @Activate
    public BmcConfiguration(Config config, Map<String, ?> properties, @Reference BmcRegistry registry) {
        this.registry = registry;
        pid = String.valueOf(properties.get("service.pid"));
        registry.configure(pid, config, properties);
    }

    @Modified
    void configure(Config config, Map<String, ?> properties) {
        registry.configure(pid, config, properties);
    }

    @Deactivate
    void remove() {
        registry.remove(pid);
    }
}
