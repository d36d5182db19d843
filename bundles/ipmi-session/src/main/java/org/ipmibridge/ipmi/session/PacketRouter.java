package org.ipmibridge.ipmi.session;

import java.net.InetSocketAddress;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.log.Printable;
import org.ipmibridge.ipmi.api.trace.PacketTracer;
import org.ipmibridge.ipmi.api.trace.Tracers;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.ipmi.api.transport.Reply;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.runtime.api.handover.LastClasses;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Where packets come in: tells the two session headers apart, and is silent about everything that is none. */
@Component(service = PacketHandler.class)
public final class PacketRouter implements PacketHandler {
    private static final Logger LOG = LoggerFactory.getLogger(PacketRouter.class);

    private final V15Packets v15;
    private final RmcpPlusPackets rmcpPlus;
    private final Tracers tracers = new Tracers();
    private final LongAdder dropped = new LongAdder();

    /** While one of these is being replaced, this service is gone, and packets wait at the transport. */
    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile CommandDispatcher dispatcher;

    @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
    volatile UserDirectory users;

    @Activate
    public PacketRouter(@Reference SessionManager sessions, @Reference Settings settings) {
        this(sessions, settings, new SecureRandom(), System::nanoTime);
    }

    /** Answers under way still go out. */
    @Deactivate
    void stop(BundleContext context) {
        LastClasses.load(context.getBundle());
    }

    PacketRouter(SessionManager sessions, Settings settings, SecureRandom random, LongSupplier nanoTime) {
        CommandRunner runner = new CommandRunner(nanoTime);
        Sessionless sessionless = new Sessionless();
        this.v15 = new V15Packets(sessions, runner, sessionless, nanoTime);
        Handshake handshake = new Handshake(sessions, settings, random);
        this.rmcpPlus = new RmcpPlusPackets(sessions, handshake, runner, sessionless, nanoTime);
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addTracer(PacketTracer tracer, Map<String, ?> properties) {
        tracers.add(tracer, properties);
    }

    void removeTracer(PacketTracer tracer) {
        tracers.remove(tracer);
    }

    @Override
    public void handle(Bmc bmc, InetSocketAddress peer, byte[] buffer, int offset, int length, Reply reply) {
        CommandDispatcher runs = dispatcher;
        UserDirectory known = users;
        if (length == 0 || runs == null || known == null) {
            dropped.increment();
            return;
        }
        Exchange exchange = new Exchange(bmc, peer, reply, runs, known, Trace.NONE);
        List<PacketTracer> watching = tracers.of(bmc.name());
        if (!watching.isEmpty()) {
            exchange = exchange.traced(watching);
        }
        try {
            if ((buffer[offset] & 0x0F) == AuthenticationType.RMCP_PLUS.code()) {
                rmcpPlus.handle(exchange, buffer, offset, length);
            } else {
                v15.handle(exchange, buffer, offset, length);
            }
        } catch (MalformedPacketException e) {
            dropped.increment();
            exchange.trace().dropped(buffer, offset, length, e.getMessage());
            if (LOG.isDebugEnabled()) {
                LOG.debug("bmc={} peer={} dropped: {}", bmc.name(), Printable.peer(peer), e.getMessage());
            }
        }
    }

    @Override
    public OptionalLong dropped() {
        return OptionalLong.of(dropped.sum());
    }
}
