package org.ipmibridge.hypervisor.simulated;

import java.io.UncheckedIOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A hypervisor of simulated machines, found by name or UUID. Under another name or directory its machines go on in the state in which they
 * are, and so they do after an update of the bundle; what they do in that moment is done at once instead of in time, so that nothing is lost
 * that somebody was promised. A wrong edit changes nothing.
 */
@Component(
        configurationPid = SimulatedHypervisor.PID,
        configurationPolicy = ConfigurationPolicy.REQUIRE,
        immediate = true)
@Designate(ocd = SimulatedHypervisor.Configuration.class)
public final class SimulatedHypervisor implements Hypervisor, ProblemSource {
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

        @AttributeDefinition(
                name = "Machines",
                description = "How many machines there are beside those with a configuration of their own, all alike.",
                min = "0",
                max = "100000")
        int machines_count() default 0;

        @AttributeDefinition(
                name = "Names of the machines",
                description =
                        "What these are called: text with %d, or for instance %05d, for a machine's number from 1 on.")
        String machines_name() default "sim-%05d";
    }

    /**
     * A configuration, checked.
     *
     * @param name what BMCs know the hypervisor by
     * @param directory where the machines' state is
     * @param bulk the machines without a configuration of their own
     */
    private record Settings(String name, Path directory, BulkMachines bulk) {}

    /** The machines under one configuration. */
    private record Running(Settings settings, StateStore store, RealTime time, MachineRegistry machines) {
        static Running of(Settings settings, StateStore store) {
            RealTime time = new RealTime(settings.name());
            Map<String, MachineSettings> bulk =
                    settings.bulk().settings().collect(Collectors.toMap(MachineSettings::name, machine -> machine));
            StateStore all = bulk.isEmpty()
                    ? store
                    : new UntouchedStore(store, bulk.keySet(), MachineState.onSince(store.since(time.now())));
            return new Running(settings, store, time, new MachineRegistry(settings.name(), time, all, bulk));
        }

        void close() {
            machines.close();
            time.close();
        }
    }

    private final LastGood<Running> running = new LastGood<>(LOG, ConfigReader.keys(Configuration.class), null);
    private final Set<MachineDefinition> definitions = new LinkedHashSet<>();
    private final BundleContext context;
    private final BooleanSupplier stopping;
    /** As it is written, for as long as the configuration was never right. */
    private final String firstName;

    /** Called by the framework. */
    @Activate
    public SimulatedHypervisor(Configuration configuration, Map<String, Object> properties, BundleContext context) {
        this(configuration, properties, context, () -> context.getBundle().getState() == Bundle.STOPPING);
    }

    SimulatedHypervisor(
            Configuration configuration,
            Map<String, Object> properties,
            BundleContext context,
            BooleanSupplier stopping) {
        this.context = context;
        this.stopping = stopping;
        firstName = configuration.name().trim();
        modified(configuration, properties);
    }

    @Modified
    synchronized void modified(Configuration configuration, Map<String, Object> properties) {
        Running before = running.get();
        running.accept(properties, reader -> run(settings(configuration, reader), reader, before));
        if (before != null && before != running.get()) {
            before.close();
        }
        tell();
    }

    @Deactivate
    synchronized void deactivate() {
        running().ifPresent(now -> now.time().hurry());
        running().ifPresent(Running::close);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    synchronized void bindDefinition(MachineDefinition definition) {
        definitions.add(definition);
        running().ifPresent(now -> now.machines().claim(definition, definition.settings()));
        tell();
    }

    void updatedDefinition(MachineDefinition definition) {
        bindDefinition(definition);
    }

    /** When the bundle stops, its definitions may go before this does: their machines are still at work then. */
    synchronized void unbindDefinition(MachineDefinition definition) {
        if (stopping.getAsBoolean()) {
            return;
        }
        definitions.remove(definition);
        running().ifPresent(now -> now.machines().release(definition));
        tell();
    }

    private void tell() {
        BridgeEvent.of(BridgeEvent.HYPERVISOR_INVENTORY, "its machines are other ones, or elsewhere")
                .with(BridgeEvent.HYPERVISOR, name())
                .publish();
    }

    @Override
    public String name() {
        return running().map(now -> now.settings().name()).orElse(firstName);
    }

    @Override
    public List<Machine> machines() {
        return running().map(now -> now.machines().machines()).orElse(List.of());
    }

    @Override
    public List<Placement> placements() {
        return running().map(now -> now.machines().placements()).orElse(List.of());
    }

    @Override
    public Optional<Machine> find(String machine) {
        return running().flatMap(now -> now.machines().find(machine));
    }

    @Override
    public CompletionStage<List<IsoFile>> isos() {
        return CompletableFuture.completedStage(
                running().map(now -> now.machines().isos()).orElse(List.of()));
    }

    @Override
    public List<Problem> problems() {
        return running.problems();
    }

    /** None as long as the configuration was never right: then there are no machines, and none is pretended. */
    private Optional<Running> running() {
        return Optional.ofNullable(running.get());
    }

    private Running run(Settings settings, ConfigReader reader, Running before) {
        if (before != null && before.settings().equals(settings)) {
            return before;
        }
        try {
            StateStore store = new StateDirectory(settings.directory());
            if (before != null) {
                before.time().hurry();
            }
            boolean moved = before != null && !before.settings().directory().equals(settings.directory());
            Running next = Running.of(settings, moved ? new MovedStore(store, before.store()) : store);
            definitions.forEach(definition -> next.machines().claim(definition, definition.settings()));
            return next;
        } catch (UncheckedIOException e) {
            throw reader.wrong("state.directory", "cannot be used: " + e.getCause());
        }
    }

    private Settings settings(Configuration configuration, ConfigReader reader) {
        String name = reader.name("name", configuration.name());
        String directory = configuration.state_directory().trim();
        try {
            return new Settings(
                    name,
                    directory.isEmpty() ? untilTheBridgeStops(name) : Path.of(directory),
                    BulkMachines.of(configuration, reader));
        } catch (InvalidPathException e) {
            throw reader.wrong("state.directory", "is no path: " + e.getReason());
        }
    }

    /** Without a directory of its own, the state outlives the bundle in its storage area, but not this process. */
    private Path untilTheBridgeStops(String name) {
        return context.getDataFile("run").toPath().resolve(thisProcess()).resolve(name);
    }

    private static String thisProcess() {
        ProcessHandle process = ProcessHandle.current();
        long start = process.info().startInstant().map(Instant::toEpochMilli).orElse(0L);
        return process.pid() + "-" + start;
    }
}
