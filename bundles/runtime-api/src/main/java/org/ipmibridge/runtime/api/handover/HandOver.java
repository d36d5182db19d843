package org.ipmibridge.runtime.api.handover;

import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BiConsumer;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What a bundle leaves to its successor: objects in a map that the framework itself holds as a service, so that it outlives every bundle, this
 * one included. Keys and values must be of types of the JDK only, through and through: any other class would keep its bundle's class loader
 * alive, and would be another class after an update. Thread-safe.
 */
public final class HandOver {
    private static final String MARK = "org.ipmibridge.handover";

    private static final long POLL_MILLIS = 100;

    private final Map<Object, Object> places;

    /** @param places what is left, by key; for tests */
    public HandOver(Map<Object, Object> places) {
        this.places = places;
    }

    /**
     * The hand-over of this name; made when first asked for.
     *
     * @param context of any active bundle
     * @param name the symbolic name of the bundle whose affair it is, with a suffix where it has several
     */
    public static synchronized HandOver of(BundleContext context, String name) {
        return new HandOver(find(context, name).orElseGet(() -> register(context, name)));
    }

    /** Whether the whole framework stops, so that there will be no successor. */
    public static boolean isPointless(BundleContext context) {
        return context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION).getState() == Bundle.STOPPING;
    }

    /** Leaves something to the successor. */
    public void leave(Object key, Object value) {
        places.put(key, value);
    }

    /** Takes what the predecessor left, so that nobody else does. */
    public <T> Optional<T> take(Object key, Class<T> type) {
        return Optional.ofNullable(places.remove(key)).filter(type::isInstance).map(type::cast);
    }

    /** Whether this is what is left there at this moment. */
    public boolean holds(Object key, Object value) {
        return value.equals(places.get(key));
    }

    /**
     * Takes something back, unless somebody took it already, or left something else in its place.
     *
     * @param value equal to what was left
     * @return whether nobody else has it
     */
    public boolean takeBack(Object key, Object value) {
        return places.remove(key, value);
    }

    /** The keys of all that is left at this moment. */
    public List<Object> keys() {
        return List.copyOf(places.keySet());
    }

    /**
     * Discards after a while what is left now and nobody took; returns at once.
     *
     * @param patience how long the successor has
     * @param discard called with key and value of each
     */
    public void expireAfter(Duration patience, BiConsumer<Object, Object> discard) {
        Map<Object, Object> left = Map.copyOf(places);
        Runnable expiry = () -> left.forEach((key, value) -> {
            if (places.remove(key, value)) {
                discard.accept(key, value);
            }
        });
        Thread thread = new Thread(() -> awaitTaken(left, patience, expiry), "hand-over-expiry");
        thread.setDaemon(true);
        thread.start();
    }

    /** The thread holds the class loader of a bundle that has gone, so it ends as soon as nothing is left to it. */
    private void awaitTaken(Map<Object, Object> left, Duration patience, Runnable expiry) {
        long end = System.nanoTime() + patience.toNanos();
        try {
            while (left.entrySet().stream().anyMatch(each -> holds(each.getKey(), each.getValue()))
                    && System.nanoTime() - end < 0) {
                TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        expiry.run();
    }

    @SuppressWarnings("unchecked")
    private static Optional<Map<Object, Object>> find(BundleContext context, String name) {
        try {
            ServiceReference<?>[] found =
                    context.getServiceReferences(Map.class.getName(), "(" + MARK + "=" + name + ")");
            return Optional.ofNullable(found)
                    .flatMap(references -> List.of(references).stream().findFirst())
                    .map(reference -> (Map<Object, Object>) context.getService(reference));
        } catch (InvalidSyntaxException e) {
            throw new IllegalArgumentException(name, e);
        }
    }

    private static Map<Object, Object> register(BundleContext context, String name) {
        Map<Object, Object> places = new ConcurrentHashMap<>();
        Dictionary<String, Object> properties = new Hashtable<>(Map.of(MARK, name));
        context.getBundle(Constants.SYSTEM_BUNDLE_LOCATION)
                .getBundleContext()
                .registerService(Map.class.getName(), places, properties);
        return places;
    }
}
