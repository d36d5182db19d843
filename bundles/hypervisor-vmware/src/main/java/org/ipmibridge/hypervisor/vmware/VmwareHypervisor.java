package org.ipmibridge.hypervisor.vmware;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.LongConsumer;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.ComponentConstants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.ConfigurationPolicy;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A vCenter or a single ESXi. Its machines are found by instance UUID, BIOS UUID, managed object id, inventory path or unique name. A
 * wrong edit changes nothing; one of the image keeps the session. An edit of the connection is in force when the server has told of its
 * machines over the new one: until then, and for ever if it never does, the one before serves.
 */
@Component(configurationPid = VmwareHypervisor.PID, configurationPolicy = ConfigurationPolicy.REQUIRE, immediate = true)
@Designate(ocd = ServerConfiguration.class, factory = true)
public final class VmwareHypervisor implements Hypervisor, ProblemSource {
    static final String PID = "org.ipmibridge.hypervisor.vmware";

    private static final Logger LOG = LoggerFactory.getLogger(VmwareHypervisor.class);

    private final MachineRules rules = new MachineRules();
    private final LastGood<Settings> settings = new LastGood<>(LOG, ConfigReader.keys(ServerConfiguration.class), null);
    private volatile String name;
    /** None as long as the configuration was never right: then there are no machines, and none is pretended. */
    private volatile Optional<Backend> backend = Optional.empty();

    /** A connection that is not known to work yet. */
    private volatile Optional<Backend> candidate = Optional.empty();

    private final Succession succession;
    private volatile boolean ended;

    /** Called by the framework. */
    @Activate
    public VmwareHypervisor(ServerConfiguration configuration, Map<String, Object> properties, BundleContext context) {
        this(configuration, properties, Succession.of(context, properties));
    }

    VmwareHypervisor(ServerConfiguration configuration, Map<String, Object> properties, Succession succession) {
        this.succession = succession;
        name = configuration.name().trim();
        configure(configuration, properties);
    }

    @Modified
    void modified(ServerConfiguration configuration, Map<String, Object> properties) {
        configure(configuration, properties);
    }

    /** @param reason one of {@link ComponentConstants} */
    @Deactivate
    synchronized void deactivate(int reason) {
        ended = true;
        dropCandidate();
        if (reason == ComponentConstants.DEACTIVATION_REASON_CONFIGURATION_DELETED) {
            backend.ifPresent(server -> server.retire(Optional::empty));
        } else {
            backend.ifPresent(succession::leave);
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void bindDefinition(MachineDefinition definition) {
        rules.put(definition);
    }

    void updatedDefinition(MachineDefinition definition) {
        rules.put(definition);
    }

    /** What is under way at the end goes on by what was configured. */
    void unbindDefinition(MachineDefinition definition) {
        if (!ended && !succession.isDue()) {
            rules.remove(definition);
        }
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Machine> machines() {
        return backend.map(server -> server.machines().all()).orElse(List.of());
    }

    @Override
    public List<Placement> placements() {
        return backend.orElseThrow(this::unconfigured).placements();
    }

    @Override
    public Optional<Machine> find(String machine) {
        return backend.orElseThrow(this::unconfigured).machines().find(machine);
    }

    @Override
    public Optional<ConnectionStatus> connection() {
        return backend.map(Backend::status).map(this::withCandidate).or(() -> Optional.of(refused()));
    }

    @Override
    public CompletionStage<List<IsoFile>> isos() {
        return ask(Backend::isos);
    }

    @Override
    public CompletionStage<IsoImage> uploadIso(Path file, String target, LongConsumer progress) {
        return ask(server -> server.uploadIso(file, target, progress));
    }

    private <T> CompletionStage<T> ask(Function<Backend, CompletionStage<T>> question) {
        return backend.map(question).orElseGet(() -> CompletableFuture.failedStage(unconfigured()));
    }

    @Override
    public List<Problem> problems() {
        List<Problem> problems = new ArrayList<>(settings.problems());
        problems.addAll(rules.problems());
        backend.ifPresent(server -> problems.addAll(server.problems()));
        candidate.ifPresent(next -> problems.add(next.notInForce("hypervisor " + name)));
        return problems;
    }

    private synchronized void configure(ServerConfiguration configuration, Map<String, Object> properties) {
        settings.accept(properties, reader -> ServerConfigurationReader.read(configuration, reader), this::become);
    }

    private void become(Settings wanted) {
        rules.recheck();
        dropCandidate();
        Optional<Backend> before = backend;
        if (before.isEmpty()) {
            Backend first = new Backend(wanted, rules, succession.take(wanted.connection()));
            use(first);
            first.loaded().thenRun(Classes::begin);
        } else if (before.get().canBecome(wanted)) {
            before.get().become(wanted);
        } else if (before.get().isOfUse()) {
            Backend next = new Backend(wanted, rules, Heritage.NONE);
            candidate = Optional.of(next);
            next.loaded().thenRun(() -> takeOver(next));
        } else {
            use(new Backend(wanted, rules, Heritage.NONE));
            before.get().retire(Optional::empty);
        }
    }

    private synchronized void takeOver(Backend next) {
        if (ended || candidate.filter(next::equals).isEmpty()) {
            return;
        }
        Backend before = backend.orElseThrow();
        next.follow(before);
        use(next);
        candidate = Optional.empty();
        before.retire(Optional::empty);
        LOG.info("hypervisor {}: goes on over the edited connection", name);
    }

    private void use(Backend next) {
        name = next.name();
        backend = Optional.of(next);
    }

    private void dropCandidate() {
        candidate.ifPresent(next -> next.retire(Optional::empty));
        candidate = Optional.empty();
    }

    private ConnectionStatus withCandidate(ConnectionStatus now) {
        return candidate
                .map(next -> now.withProblem(next.notInForce("").reason()))
                .orElse(now);
    }

    private ConnectionStatus refused() {
        return new ConnectionStatus(
                Backend.KIND,
                "not configured",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                Optional.of(whyRefused()));
    }

    private String whyRefused() {
        return settings.problems().stream().findFirst().map(Problem::text).orElse("");
    }

    private HypervisorUnavailableException unconfigured() {
        return new HypervisorUnavailableException(
                "hypervisor " + name + " has no valid configuration: " + whyRefused());
    }
}
