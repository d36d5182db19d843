package org.ipmibridge.rmcp.transport;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.trace.PacketTracer;
import org.ipmibridge.ipmi.api.trace.Tracers;
import org.ipmibridge.ipmi.api.transport.Listeners;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.ipmibridge.runtime.api.config.LastGood;
import org.ipmibridge.runtime.api.deploy.Intake;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.Designate;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens for every {@link Bmc} service, and hands IPMI packets to the session layer. */
@Component(immediate = true, configurationPid = "org.ipmibridge.rmcp.transport")
@Designate(ocd = RmcpTransport.Config.class)
public final class RmcpTransport implements Listeners, Intake, ProblemSource {
    private static final Logger log = LoggerFactory.getLogger(RmcpTransport.class);

    private static final long LONGEST_PAUSE_MILLIS = 250;

    /** A package refresh stops and starts most bundles of the bridge. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    /** What can be configured. */
    @ObjectClassDefinition(name = "RMCP transport", description = "The UDP sockets of all BMCs.")
    public @interface Config {
        @AttributeDefinition(
                name = "I/O threads",
                description = "How many threads receive for all BMCs together.",
                min = "1",
                max = "64")
        int io_threads() default 2;

        @AttributeDefinition(
                name = "Receive buffer",
                description = "Bytes that each BMC's socket asks the kernel for; it grants net.core.rmem_max at most.",
                min = "4096",
                max = "67108864")
        int receive_buffer_bytes() default 1 << 20;

        @AttributeDefinition(
                name = "Retry",
                description = "Seconds between two attempts to open an address that is in use or not there.",
                min = "1",
                max = "3600")
        int retry_seconds() default 2;
    }

    /** A typing error must not silence all BMCs. */
    private final LastGood<TransportConfig> settings =
            new LastGood<>(log, ConfigReader.keys(Config.class), TransportConfig.DEFAULT);

    private final BundleContext context;
    private final Supervisor supervisor;
    private final AtomicReference<PacketHandler> sessions = new AtomicReference<>();
    private final Tracers tracers = new Tracers();

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    private volatile UserDirectory users;

    @Activate
    public RmcpTransport(BundleContext context, Config config, Map<String, ?> properties) {
        this.context = context;
        settings.accept(properties, reader -> TransportConfig.of(config, reader));
        supervisor = new Supervisor(
                settings.get(),
                new RmcpReceiver(sessions::get, tracers),
                new LoopbackRule(() -> users),
                HandOver.of(context, "org.ipmibridge.rmcp.transport"),
                PATIENCE);
    }

    @Modified
    void configure(Config config, Map<String, ?> properties) {
        if (settings.accept(properties, reader -> TransportConfig.of(config, reader))) {
            supervisor.configure(settings.get());
        }
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeBmc",
            updated = "updatedBmc")
    void addBmc(Bmc bmc) {
        supervisor.add(bmc);
    }

    void updatedBmc(Bmc bmc) {
        supervisor.review();
    }

    /** The BMC works until this returns, so that no packet meets one that is being taken apart. */
    void removeBmc(Bmc bmc) {
        awaitSilence(supervisor.remove(bmc));
    }

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY,
            unbind = "removeSessions")
    void addSessions(PacketHandler handler) {
        sessions.set(handler);
        supervisor.release();
    }

    /** The handler works until this returns, so that no packet falls between it and its successor. */
    void removeSessions(PacketHandler handler) {
        if (sessions.get() == handler) {
            awaitSilence(supervisor.hold());
            sessions.compareAndSet(handler, null);
        }
    }

    @Override
    public CompletableFuture<Void> pause() {
        return supervisor.hold();
    }

    @Override
    public void resume() {
        if (sessions.get() != null) {
            supervisor.release();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTracer(PacketTracer tracer, Map<String, ?> properties) {
        tracers.add(tracer, properties);
    }

    void removeTracer(PacketTracer tracer) {
        tracers.remove(tracer);
    }

    private static void awaitSilence(CompletableFuture<Void> silence) {
        silence.completeOnTimeout(null, LONGEST_PAUSE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
    }

    @Deactivate
    void close() {
        if (HandOver.isPointless(context)) {
            supervisor.close();
        } else {
            supervisor.handOver();
        }
    }

    @Override
    public Optional<Outcome> outcome(Bmc bmc) {
        return supervisor.outcome(bmc);
    }

    @Override
    public List<Problem> problems() {
        return settings.problems();
    }
}
