package org.ipmibridge.commands.chassis;

import java.util.Locale;
import java.util.Map;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the operator decides about the chassis commands of all BMCs. A wrong value is refused, and the last good ones stay in force. */
@Component(service = ChassisConfiguration.class, configurationPid = ChassisConfiguration.PID)
@Designate(ocd = ChassisConfiguration.Configuration.class)
public final class ChassisConfiguration {
    static final String PID = "org.ipmibridge.commands.chassis";

    private static final Logger LOG = LoggerFactory.getLogger(ChassisConfiguration.class);
    private static final Values DEFAULTS = new Values(false, false);

    private volatile Values values = DEFAULTS;

    /** The configuration as it is written. */
    @ObjectClassDefinition(name = "Chassis commands", description = "How power and boot commands behave, for all BMCs.")
    @interface Configuration {
        @AttributeDefinition(
                name = "Power Cycle while off",
                description =
                        "refuse: answered with D5h, as the specification recommends. on: the machine is powered on, which"
                                + " fencing agents with method=cycle need.",
                options = {@Option(label = "Refuse", value = "refuse"), @Option(label = "Power on", value = "on")})
        String cycle_when_off() default "refuse";

        @AttributeDefinition(
                name = "Boot flags expire",
                description =
                        "Whether a boot device is forgotten when no Chassis Control follows within 60 seconds, for clients"
                                + " that do not say it themselves by boot option 3. false: it waits for its boot.")
        boolean boot_flags_expire() default false;
    }

    private record Values(boolean cycleWhenOffPowersOn, boolean bootFlagsExpire) {}

    /** Called by the framework. */
    @Activate
    public ChassisConfiguration(Map<String, Object> properties) {
        read(properties);
    }

    @Modified
    void modified(Map<String, Object> properties) {
        read(properties);
    }

    boolean cycleWhenOffPowersOn() {
        return values.cycleWhenOffPowersOn();
    }

    boolean bootFlagsExpire() {
        return values.bootFlagsExpire();
    }

    private void read(Map<String, Object> properties) {
        try {
            values = new Values(
                    oneOf(properties, "cycle.when.off", "refuse", "on"),
                    oneOf(properties, "boot.flags.expire", "false", "true"));
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
        }
    }

    /** Whether the value is {@code yes}, and not {@code no}. */
    private static boolean oneOf(Map<String, Object> properties, String key, String no, String yes) {
        String value = properties.getOrDefault(key, no).toString().trim().toLowerCase(Locale.ROOT);
        if (!value.equals(yes) && !value.equals(no)) {
            Object file = properties.getOrDefault("felix.fileinstall.filename", PID);
            throw new IllegalArgumentException(file.toString().replaceFirst("^file:", "") + ": " + key + " = "
                    + properties.get(key) + ": must be " + no + " or " + yes);
        }
        return value.equals(yes);
    }
}
