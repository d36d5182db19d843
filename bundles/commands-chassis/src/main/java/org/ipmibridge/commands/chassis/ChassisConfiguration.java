package org.ipmibridge.commands.chassis;

import java.util.List;
import java.util.Map;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
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
@Component(
        service = {ChassisConfiguration.class, ProblemSource.class},
        configurationPid = ChassisConfiguration.PID)
@Designate(ocd = ChassisConfiguration.Configuration.class)
public final class ChassisConfiguration implements ProblemSource {
    static final String PID = "org.ipmibridge.commands.chassis";

    private static final Logger LOG = LoggerFactory.getLogger(ChassisConfiguration.class);
    private static final Values DEFAULTS = new Values(false, false);

    private final LastGood<Values> values = new LastGood<>(LOG, ConfigReader.keys(Configuration.class), DEFAULTS);

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
        return values.get().cycleWhenOffPowersOn();
    }

    boolean bootFlagsExpire() {
        return values.get().bootFlagsExpire();
    }

    @Override
    public List<Problem> problems() {
        return values.problems();
    }

    private void read(Map<String, Object> properties) {
        values.accept(
                properties,
                reader -> new Values(
                        reader.word("cycle.when.off", "refuse", "on").equals("on"),
                        reader.word("boot.flags.expire", "false", "true").equals("true")));
    }
}
