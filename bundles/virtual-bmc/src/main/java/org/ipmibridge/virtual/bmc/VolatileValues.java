package org.ipmibridge.virtual.bmc;

import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Keeps what BMCs remember until the bridge stops, longer than this bundle lives: in a map of JDK types only, which the framework itself
 * holds as a service, so that the bundle can be replaced.
 */
final class VolatileValues {
    private static final String MARK = "org.ipmibridge.virtual.bmc.values";

    private final Map<Object, Object> values;

    private VolatileValues(Map<Object, Object> values) {
        this.values = values;
    }

    /** The values of this framework, which are there from the first call on. */
    static VolatileValues of(BundleContext context) {
        return new VolatileValues(find(context));
    }

    /** The values of one BMC. */
    Map<String, byte[]> of(String bmc) {
        @SuppressWarnings("unchecked")
        Map<String, byte[]> found =
                (Map<String, byte[]>) values.computeIfAbsent(bmc, name -> new ConcurrentHashMap<String, byte[]>());
        return found;
    }

    private static Map<Object, Object> find(BundleContext context) {
        try {
            for (ServiceReference<?> reference : references(context)) {
                @SuppressWarnings("unchecked")
                Map<Object, Object> found = (Map<Object, Object>) context.getService(reference);
                if (found != null) {
                    return found;
                }
            }
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
        return register(context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION));
    }

    private static ServiceReference<?>[] references(BundleContext context) throws InvalidSyntaxException {
        ServiceReference<?>[] found = context.getServiceReferences(Map.class.getName(), "(" + MARK + "=true)");
        return found == null ? new ServiceReference<?>[0] : found;
    }

    private static Map<Object, Object> register(Bundle framework) {
        Map<Object, Object> values = new ConcurrentHashMap<>();
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(MARK, "true"));
        framework.getBundleContext().registerService(Map.class.getName(), values, properties);
        return values;
    }
}
