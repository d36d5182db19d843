package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Open sockets on their way from this bundle to its successor: in a map of JDK types only, which the framework itself holds as a service.
 * What arrives meanwhile waits in the kernel. What no successor takes within two seconds is closed. Thread-safe.
 */
final class ParkedSockets {
    private static final String MARK = "org.ipmibridge.rmcp.transport.sockets";
    private static final long PATIENCE_MILLIS = 2_000;

    private final Map<Object, Object> places;

    /** @param places holds a {@link DatagramChannel} for each address */
    ParkedSockets(Map<Object, Object> places) {
        this.places = places;
    }

    /** Those of this framework. */
    static ParkedSockets of(BundleContext context) {
        return new ParkedSockets(find(context).orElseGet(() -> register(context)));
    }

    /** Leaves a socket, which no selector knows any longer, to the successor. */
    void park(InetSocketAddress address, DatagramChannel socket) {
        places.put(address, socket);
    }

    /** Takes the socket that the predecessor left open for an address. */
    Optional<DatagramChannel> take(InetSocketAddress address) {
        return Optional.ofNullable((DatagramChannel) places.remove(address)).filter(DatagramChannel::isOpen);
    }

    /** Closes after a while what nobody took; returns at once. */
    void closeLater() {
        Map<Object, Object> parked = Map.copyOf(places);
        Runnable close = () -> parked.forEach(this::closeIfParked);
        Thread thread = new Thread(() -> sleepAnd(close), "rmcp-parked-sockets");
        thread.setDaemon(true);
        thread.start();
    }

    private void closeIfParked(Object address, Object socket) {
        if (places.remove(address, socket)) {
            try {
                ((DatagramChannel) socket).close();
            } catch (IOException e) {
                // It is of no use to anybody, closed or not.
            }
        }
    }

    private static void sleepAnd(Runnable task) {
        try {
            TimeUnit.MILLISECONDS.sleep(PATIENCE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        task.run();
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<Object, Object>> find(BundleContext context) {
        try {
            ServiceReference<?>[] found = context.getServiceReferences(Map.class.getName(), "(" + MARK + "=true)");
            return Optional.ofNullable(found)
                    .flatMap(references -> List.of(references).stream().findFirst())
                    .map(reference -> (Map<Object, Object>) context.getService(reference));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<Object, Object> register(BundleContext context) {
        Map<Object, Object> places = new ConcurrentHashMap<>();
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(MARK, "true"));
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .getBundleContext()
                .registerService(Map.class.getName(), places, properties);
        return places;
    }
}
