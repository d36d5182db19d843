package org.ipmibridge.hypervisor.simulated;

import java.util.Map;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One machine's configuration, which the hypervisors of this bundle make a machine of. Where it is wrong, the last good one stays. */
@Component(
        service = MachineDefinition.class,
        configurationPid = MachineDefinition.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MachineConfiguration.class, factory = true)
public final class MachineDefinition {
    static final String PID = "org.ipmibridge.hypervisor.simulated.machine";

    private static final Logger LOG = LoggerFactory.getLogger(MachineDefinition.class);

    private volatile MachineSettings settings;

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
        return Optional.ofNullable(settings);
    }

    private void read(MachineConfiguration configuration, Map<String, Object> properties) {
        try {
            settings = MachineSettingsReader.read(configuration, properties);
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
        }
    }
}
