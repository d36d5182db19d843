package org.ipmibridge.metrics.collect;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.util.List;
import org.ipmibridge.ipmi.api.observe.CommandObserver;
import org.ipmibridge.ipmi.api.observe.SessionObserver;
import org.ipmibridge.metrics.Bridge;
import org.ipmibridge.metrics.http.Limits;
import org.ipmibridge.metrics.http.MovableServer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.Version;

/** All figures while they are kept, and where they are served. Used by one thread at a time. */
public final class Figures implements AutoCloseable {
    private final MovableServer server;
    private final List<ServiceRegistration<?>> observers;

    private Figures(MovableServer server, List<ServiceRegistration<?>> observers) {
        this.server = server;
        this.observers = observers;
    }

    /** Counts from now on. */
    public static Figures collect(BundleContext context, Bridge bridge) {
        PrometheusRegistry registry = new PrometheusRegistry();
        CommandFigures commands = new CommandFigures(registry);
        LogInFigures logIns = new LogInFigures(registry);
        BridgeFigures.register(registry, bridge, version(context.getBundle().getVersion()));
        HypervisorFigures.register(registry, bridge::hypervisors);
        ProcessFigures.register(registry);
        return new Figures(
                new MovableServer(new Pages(registry, new Condition(bridge)), Limits.USUAL),
                List.of(
                        context.registerService(CommandObserver.class, commands, null),
                        context.registerService(SessionObserver.class, logIns, null)));
    }

    /**
     * Serves them there, and nowhere else.
     *
     * @throws IOException if it cannot listen there; then they are served where they were before
     */
    public void serve(InetSocketAddress address) throws IOException {
        server.moveTo(address);
    }

    @Override
    public void close() {
        server.close();
        observers.forEach(Figures::unregister);
    }

    /** As people write it: {@code 1.2.0-SNAPSHOT}. */
    private static String version(Version version) {
        String number = version.getMajor() + "." + version.getMinor() + "." + version.getMicro();
        return version.getQualifier().isEmpty() ? number : number + "-" + version.getQualifier();
    }

    private static void unregister(ServiceRegistration<?> observer) {
        try {
            observer.unregister();
        } catch (IllegalStateException e) {
            // The framework was faster, as the bundle stops.
        }
    }
}
