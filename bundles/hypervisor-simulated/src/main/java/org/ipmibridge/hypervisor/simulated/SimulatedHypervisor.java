package org.ipmibridge.hypervisor.simulated;

import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hypervisor of simulated machines, found by name or UUID. Another configuration of it makes a new one, with the machines as their
 * stored state says.
 */
@Component(
        configurationPid = SimulatedHypervisor.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = SimulatedHypervisor.Configuration.class)
public final class SimulatedHypervisor implements Hypervisor {
    static final String PID = "org.ipmibridge.hypervisor.simulated";

    private static final Logger LOG = LoggerFactory.getLogger(SimulatedHypervisor.class);

    /** The configuration of a hypervisor. */
    @ObjectClassDefinition(name = "Simulated hypervisor", description = "Machines in memory, for demos and tests.")
    @interface Configuration {
        @AttributeDefinition(name = "Name", description = "What BMCs know it by; unique among all hypervisors.")
        String name() default "simulated";

        @AttributeDefinition(
                name = "State directory",
                description =
                        "Where the machines' state is kept for the next start; is made if it does not exist. Empty: the state"
                                + " is forgotten when the bridge stops.")
        String state_directory() default "";
    }

    private final String name;
    private final RealTime time;
    /** None when the configuration is wrong: then there are no machines, and none is pretended. */
    private final Optional<MachineRegistry> registry;

    /** Called by the framework. */
    @Activate
    public SimulatedHypervisor(Configuration configuration, Map<String, Object> properties, BundleContext context) {
        name = configuration.name().trim();
        time = new RealTime(name);
        registry = store(configuration, new ConfigReader(properties), context)
                .map(store -> new MachineRegistry(name, time, store));
    }

    @Deactivate
    void deactivate() {
        registry.ifPresent(MachineRegistry::close);
        time.close();
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDefinition(MachineDefinition definition) {
        registry.ifPresent(machines -> machines.claim(definition, definition.settings()));
    }

    void updatedDefinition(MachineDefinition definition) {
        bindDefinition(definition);
    }

    void unbindDefinition(MachineDefinition definition) {
        registry.ifPresent(machines -> machines.release(definition));
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Machine> machines() {
        return registry.map(MachineRegistry::machines).orElse(List.of());
    }

    @Override
    public Optional<Machine> find(String machine) {
        return registry.flatMap(machines -> machines.find(machine));
    }

    @Override
    public CompletionStage<List<IsoFile>> isos() {
        return CompletableFuture.completedStage(
                registry.map(MachineRegistry::isos).orElse(List.of()));
    }

    private static Optional<StateStore> store(Configuration configuration, ConfigReader reader, BundleContext context) {
        try {
            reader.name("name", configuration.name());
            return Optional.of(new StateDirectory(directory(configuration, context)));
        } catch (IllegalArgumentException e) {
            LOG.error("{}", e.getMessage());
        } catch (UncheckedIOException e) {
            LOG.error(
                    "{}",
                    reader.wrong("state.directory", "cannot be used: " + e.getCause())
                            .getMessage());
        }
        return Optional.empty();
    }

    /** Without a directory of its own, the state outlives the bundle in its storage area, but not this process. */
    private static Path directory(Configuration configuration, BundleContext context) {
        String configured = configuration.state_directory().trim();
        return configured.isEmpty()
                ? context.getDataFile("run")
                        .toPath()
                        .resolve(thisProcess())
                        .resolve(configuration.name().trim())
                : Path.of(configured);
    }

    private static String thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + "-" + start;
    }
}
