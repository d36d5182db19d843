package org.ipmibridge.runtime.api.event;

import java.util.HashMap;
import java.util.Map;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventAdmin;
import org.osgi.service.event.EventConstants;

/** An event on its way to Event Admin. Its values are text, and never a secret. */
public final class BridgeEvent {
    /** All topics of the bridge. */
    public static final String ALL = "org/ipmibridge/*";

    /** A client logged in: {@link #BMC}, {@link #PEER}, {@link #USER}. */
    public static final String SESSION_OPENED = "org/ipmibridge/session/OPENED";

    /** A session ended: {@link #BMC}, {@link #PEER}, {@link #USER}. */
    public static final String SESSION_CLOSED = "org/ipmibridge/session/CLOSED";

    /** A log-in was refused: {@link #BMC}, {@link #PEER}, {@link #USER}. */
    public static final String SESSION_REFUSED = "org/ipmibridge/session/REFUSED";

    /** A command that changes something ended, well or not: {@link #BMC}, {@link #PEER}, {@link #USER}. */
    public static final String COMMAND_ENDED = "org/ipmibridge/command/ENDED";

    /** The power state of a machine is another one, whoever changed it: {@link #MACHINE}, {@link #HYPERVISOR}. */
    public static final String MACHINE_POWER = "org/ipmibridge/machine/POWER";

    /** Something else about a machine is another: boot device, ISO image; {@link #MACHINE}, {@link #HYPERVISOR}. */
    public static final String MACHINE_CHANGED = "org/ipmibridge/machine/CHANGED";

    /** A machine could not do what it was asked to: {@link #MACHINE}, {@link #HYPERVISOR}. */
    public static final String MACHINE_FAILED = "org/ipmibridge/machine/FAILED";

    /** The connection to a management server is there, or not: {@link #HYPERVISOR}. */
    public static final String HYPERVISOR_CONNECTION = "org/ipmibridge/hypervisor/CONNECTION";

    /** A hypervisor has other machines than before, or they are called otherwise or are elsewhere: {@link #HYPERVISOR}. */
    public static final String HYPERVISOR_INVENTORY = "org/ipmibridge/hypervisor/INVENTORY";

    /** A BMC was added, changed or removed, began to listen, or cannot: {@link #BMC}. */
    public static final String BMC_CHANGED = "org/ipmibridge/bmc/CHANGED";

    /** A configuration took effect, or was refused: {@link #SOURCE}. */
    public static final String CONFIGURATION = "org/ipmibridge/configuration/CHANGED";

    /** A bundle was deployed, updated, removed, rolled back, or cannot be: {@link EventConstants#BUNDLE_SYMBOLICNAME}. */
    public static final String BUNDLE = "org/ipmibridge/bundle/CHANGED";

    /** The name of a BMC. */
    public static final String BMC = "bmc";

    /** The name of a machine. */
    public static final String MACHINE = "machine";

    /** The name of a hypervisor. */
    public static final String HYPERVISOR = "hypervisor";

    /** The address and port of a client. */
    public static final String PEER = "peer";

    /** The name of a client's or operator's user. */
    public static final String USER = "user";

    /** Where something stands: the file of a configuration, or its PID where there is none. */
    public static final String SOURCE = "source";

    /** What happened, in one line for people. */
    public static final String TEXT = "text";

    private final String topic;
    private final Map<String, Object> properties = new HashMap<>();

    private BridgeEvent(String topic, String text) {
        this.topic = topic;
        properties.put(TEXT, text);
    }

    /**
     * An event.
     *
     * @param topic one of those above
     * @param text what happened, in one line for people
     */
    public static BridgeEvent of(String topic, String text) {
        return new BridgeEvent(topic, text);
    }

    /** Adds a property; an empty value is left out. */
    public BridgeEvent with(String property, Object value) {
        String text = String.valueOf(value);
        if (!text.isEmpty()) {
            properties.put(property, text);
        }
        return this;
    }

    /** Sends it to whoever listens, if there is an Event Admin at this moment; returns at once. */
    public void publish() {
        Bundle bundle = FrameworkUtil.getBundle(BridgeEvent.class);
        BundleContext context = bundle == null ? null : bundle.getBundleContext();
        try {
            ServiceReference<EventAdmin> reference =
                    context == null ? null : context.getServiceReference(EventAdmin.class);
            if (reference != null) {
                post(context.getService(reference));
                context.ungetService(reference);
            }
        } catch (IllegalStateException e) {
            // This bundle stops at this very moment, or Event Admin does: whoever has news must not fail because of it.
        }
    }

    /**
     * Sends it to whoever listens; returns at once.
     *
     * @param admin the service; null where there is none, for events are not worth a failure
     */
    public void post(EventAdmin admin) {
        if (admin != null) {
            properties.put(EventConstants.TIMESTAMP, System.currentTimeMillis());
            admin.postEvent(new Event(topic, properties));
        }
    }
}
