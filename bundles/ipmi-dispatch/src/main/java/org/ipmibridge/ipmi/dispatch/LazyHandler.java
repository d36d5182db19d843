package org.ipmibridge.ipmi.dispatch;

import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;

/** A handler service that is fetched when its command is first used, so that the start does not wait for all of them. Thread-safe. */
final class LazyHandler {
    /** What the names of the bridge's own bundles begin with. */
    private static final String OWN = "org.ipmibridge.";

    private final BundleContext context;
    private final ServiceReference<CommandHandler> reference;
    private final String bundle;
    private final boolean foreign;
    private final UnderWay underWay = new UnderWay();
    private volatile CommandHandler handler;

    LazyHandler(BundleContext context, ServiceReference<CommandHandler> reference) {
        this.context = context;
        this.reference = reference;
        this.bundle = reference.getBundle().getSymbolicName();
        this.foreign = !bundle.startsWith(OWN);
    }

    /** Whether others wrote it, so that nobody knows whether it keeps to its contract. */
    boolean isForeign() {
        return foreign;
    }

    /** The symbolic name of the bundle that registers it. */
    String bundle() {
        return bundle;
    }

    ServiceReference<CommandHandler> reference() {
        return reference;
    }

    /**
     * The service; null if it went away this moment, or cannot start.
     *
     * @throws IllegalStateException if this bundle is stopping, and its successor will answer
     */
    CommandHandler get() {
        CommandHandler known = handler;
        return known == null ? fetch() : known;
    }

    private synchronized CommandHandler fetch() {
        if (handler == null) {
            handler = context.getService(reference);
        }
        return handler;
    }

    /** What it has been asked for and has not done. */
    UnderWay underWay() {
        return underWay;
    }

    /** Gives the service back. */
    synchronized void release() {
        if (handler != null) {
            handler = null;
            context.ungetService(reference);
        }
    }
}
