package org.ipmibridge.hypervisor.vmware;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
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

/** What is configured for one virtual machine, for the servers of this bundle. Where it is wrong, the last good one stays. */
@Component(
        service = {MachineDefinition.class, ProblemSource.class},
        configurationPid = MachineDefinition.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MachineConfiguration.class, factory = true)
public final class MachineDefinition implements ProblemSource {
    static final String PID = "org.ipmibridge.hypervisor.vmware.machine";

    private static final Logger LOG = LoggerFactory.getLogger(MachineDefinition.class);

    private final LastGood<Entry> entry = new LastGood<>(LOG, ConfigReader.keys(MachineConfiguration.class), null);

    /**
     * The configuration, checked as far as it can be without the server's.
     *
     * @param source where it is written
     * @param hypervisor the server's name; empty for any
     * @param machine in whatever form the server knows it
     * @param iso the image as it is written; empty for the server's
     * @param firmwareChange whether the firmware may change
     * @param wrongIso makes a problem for the operator of what is wrong with the image
     * @param wrongMachine makes a problem for the operator of what is wrong with the machine
     */
    record Entry(
            String source,
            String hypervisor,
            String machine,
            String iso,
            boolean firmwareChange,
            Function<String, Problem> wrongIso,
            Function<String, Problem> wrongMachine) {}

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
    Optional<Entry> entry() {
        return Optional.ofNullable(entry.get());
    }

    @Override
    public List<Problem> problems() {
        return entry.problems();
    }

    private void read(MachineConfiguration configuration, Map<String, Object> properties) {
        entry.accept(properties, reader -> entry(configuration, reader));
    }

    private static Entry entry(MachineConfiguration configuration, ConfigReader reader) {
        if (configuration.machine().isBlank()) {
            throw reader.wrong(
                    "machine", "must be an instance UUID, BIOS UUID, managed object ID, inventory path or name");
        }
        return new Entry(
                reader.source(),
                configuration.hypervisor().trim(),
                configuration.machine().trim(),
                configuration.iso().trim(),
                reader.flag("firmware.change", configuration.firmware_change()),
                reason -> problem(reader, "iso", reason),
                reason -> problem(reader, "machine", reason));
    }

    private static Problem problem(ConfigReader reader, String key, String reason) {
        return Problem.of(reader.source(), reader.wrong(key, reason), Instant.now());
    }
}
