package org.ipmibridge.hypervisor.vmware;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;

/** How a backend goes on in another version of this bundle. Thread-safe. */
final class Succession {
    private static final String BUNDLE = "org.ipmibridge.hypervisor.vmware";
    /** How long a successor has until the session that was left to it ends. */
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private static final long POLL_MILLIS = 50;

    private final HandOver handOver;
    private final String pid;
    private final BooleanSupplier pointless;

    /**
     * The succession of one configuration.
     *
     * @param pid the configuration's PID
     * @param pointless whether nobody will come, because everything stops
     */
    Succession(HandOver handOver, String pid, BooleanSupplier pointless) {
        this.handOver = handOver;
        this.pid = pid;
        this.pointless = pointless;
    }

    static Succession of(BundleContext context, Map<String, Object> properties) {
        return new Succession(
                HandOver.of(context, BUNDLE),
                String.valueOf(properties.get(Constants.SERVICE_PID)),
                () -> HandOver.isPointless(context));
    }

    /** Whether the bundle stops. */
    boolean isDue() {
        Bundle bundle = FrameworkUtil.getBundle(Succession.class);
        return bundle != null && bundle.getState() == Bundle.STOPPING;
    }

    /** What a predecessor left that had the same connection. */
    Heritage take(Connection connection) {
        return handOver.take(key(connection), Map.class).map(Heritage::of).orElse(Heritage.NONE);
    }

    private Object key(Connection connection) {
        return List.of(pid, connection.digest());
    }

    /** Ends a backend and leaves to the successor what it needs to answer at once. Returns soon. */
    void leave(Backend backend) {
        if (pointless.getAsBoolean()) {
            backend.close();
            return;
        }
        Classes.await();
        Heritage heritage = backend.heritage();
        Map<String, Object> left = heritage.toMap();
        Object key = key(backend.connection());
        long end = System.nanoTime() + PATIENCE.toNanos();
        handOver.leave(key, left);
        backend.retire(() -> isTaken(key, left, end) ? heritage.cookie() : Optional.empty());
    }

    private boolean isTaken(Object key, Map<String, Object> left, long end) {
        try {
            while (handOver.holds(key, left) && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return !handOver.takeBack(key, left);
    }
}
