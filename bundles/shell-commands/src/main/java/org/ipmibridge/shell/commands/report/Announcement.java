package org.ipmibridge.shell.commands.report;

import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.condition.Condition;

/**
 * Tells other parts of the process, by a service, that the start is over, and how the BMCs are doing since then. Used by one thread.
 *
 * <p>The service is OSGi's condition {@value #ID}; the launcher passes on what it says to a service manager.
 */
final class Announcement {
    /** The condition's identifier. */
    static final String ID = "org.ipmibridge.started";
    /** The property that has the state in words. */
    static final String STATUS = "org.ipmibridge.status";

    private final BundleContext context;
    private ServiceRegistration<Condition> condition;
    private String announced = "";

    Announcement(BundleContext context) {
        this.context = context;
    }

    /** Tells the state, if it is a new one. */
    void announce(String status) {
        if (status.equals(announced)) {
            return;
        }
        announced = status;
        Map<String, Object> properties = Map.of(Condition.CONDITION_ID, ID, STATUS, status);
        if (condition == null) {
            condition = context.registerService(
                    Condition.class, Condition.INSTANCE, FrameworkUtil.asDictionary(properties));
        } else {
            condition.setProperties(FrameworkUtil.asDictionary(properties));
        }
    }
}
