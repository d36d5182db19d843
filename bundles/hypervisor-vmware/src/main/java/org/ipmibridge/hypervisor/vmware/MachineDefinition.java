package org.ipmibridge.hypervisor.vmware;

import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is configured for one virtual machine, for the servers of this bundle. Where it is wrong, the last good one stays. */
@Component(
        service = MachineDefinition.class,
        configurationPid = MachineDefinition.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE)
@Designate(ocd = MachineConfiguration.class, factory = true)
public final class MachineDefinition {
    static final String PID = "org.ipmibridge.hypervisor.vmware.machine";

    private static final Logger LOG = LoggerFactory.getLogger(MachineDefinition.class);

    private volatile Entry entry;

    /**
     * The configuration, checked as far as it can be without the server's.
     *
     * @param hypervisor the server's name; empty for any
     * @param machine in whatever form the server knows it
     * @param iso the image as it is written; empty for the server's
     * @param firmwareChange whether the firmware may change
     * @param wrongIso makes the message for the operator of what is wrong with the image
     * @param wrongMachine makes the message for the operator of what is wrong with the machine
     */
    record Entry(
            String hypervisor,
            String machine,
            String iso,
            boolean firmwareChange,
            UnaryOperator<String> wrongIso,
            UnaryOperator<String> wrongMachine) {}

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
        return Optional.ofNullable(entry);
    }

    private void read(MachineConfiguration configuration, Map<String, Object> properties) {
        ConfigReader reader = new ConfigReader(properties);
        try {
            if (configuration.machine().isBlank()) {
                throw reader.wrong(
                        "machine", "must be an instance UUID, BIOS UUID, managed object ID, inventory path or name");
            }
            entry = new Entry(
                    configuration.hypervisor().trim(),
                    configuration.machine().trim(),
                    configuration.iso().trim(),
                    reader.flag("firmware.change", configuration.firmware_change()),
                    reason -> reader.wrong("iso", reason).getMessage(),
                    reason -> reader.wrong("machine", reason).getMessage());
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
        }
    }
}
