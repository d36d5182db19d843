package org.ipmibridge.launcher.service;

import java.util.function.Consumer;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Filter;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.condition.Condition;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Passes on what a bundle says by a condition about the start and the BMCs: once that the start is over, and the state in words whenever it
 * is another. A bundle that is replaced takes its condition away and registers it again, which is not a second start.
 */
final class Progress extends ServiceTracker<Condition, Condition> {
    private static final String STARTED = "(" + Condition.CONDITION_ID + "=org.ipmibridge.started)";
    private static final String STATUS = "org.ipmibridge.status";

    private final Consumer<String> manager;
    private boolean started;
    private String told = "";

    Progress(BundleContext framework, Consumer<String> manager) {
        super(framework, filter(framework), null);
        this.manager = manager;
    }

    private static Filter filter(BundleContext framework) {
        try {
            return framework.createFilter("(&(objectClass=" + Condition.class.getName() + ")" + STARTED + ")");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Condition addingService(ServiceReference<Condition> reference) {
        tell(reference);
        return super.addingService(reference);
    }

    @Override
    public void modifiedService(ServiceReference<Condition> reference, Condition condition) {
        tell(reference);
    }

    private synchronized void tell(ServiceReference<Condition> reference) {
        String status = String.valueOf(reference.getProperty(STATUS)).replace('\n', ' ');
        if (!started) {
            started = true;
            told = status;
            manager.accept("READY=1\nSTATUS=" + status);
        } else if (!status.equals(told)) {
            told = status;
            manager.accept("STATUS=" + status);
        }
    }
}
