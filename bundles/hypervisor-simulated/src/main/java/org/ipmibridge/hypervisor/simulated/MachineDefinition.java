package org.ipmibridge.hypervisor.simulated;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One machine's configuration, which the hypervisors of this bundle make a machine of. Where it is wrong, the last good one stays. */
@Component(
        service = {MachineDefinition.class, ProblemSource.class},
        configurationPid = MachineDefinition.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MachineConfiguration.class, factory = true)
public final class MachineDefinition implements ProblemSource {
    static final String PID = "org.ipmibridge.hypervisor.simulated.machine";

    private static final Logger LOG = LoggerFactory.getLogger(MachineDefinition.class);

    private final LastGood<MachineSettings> settings =
            new LastGood<>(LOG, ConfigReader.keys(MachineConfiguration.class), null);

    /** Called by the framework. */
    @Activate
    public MachineDefinition(MachineConfiguration configuration, Map<String, Object> properties) {
        read(configuration, properties);
    }

    @Modified
    void modified(MachineConfiguration configuration, Map<String, Object> properties) {
        read(configuration, properties);
    }

    /** What the configuration says; none as long as it was never right. */
    Optional<MachineSettings> settings() {
        return Optional.ofNullable(settings.get());
    }

    @Override
    public List<Problem> problems() {
        return settings.problems();
    }

    private void read(MachineConfiguration configuration, Map<String, Object> properties) {
        settings.accept(properties, reader -> MachineSettingsReader.read(configuration, reader));
    }
}
