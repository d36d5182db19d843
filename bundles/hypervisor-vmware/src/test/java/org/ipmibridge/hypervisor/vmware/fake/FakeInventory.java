package org.ipmibridge.hypervisor.vmware.fake;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;

/** The managed objects, and a version that each change makes greater. Thread-safe. */
final class FakeInventory {
    private final Map<String, FakeObject> objects = new ConcurrentSkipListMap<>();
    private final Map<String, Long> gone = new ConcurrentSkipListMap<>();
    private long version = 1;
    private int numbers = 100;

    synchronized FakeObject add(String type, String prefix) {
        return put(type, prefix + "-" + numbers++);
    }

    synchronized FakeObject put(String type, String id) {
        FakeObject object = new FakeObject(type, id, this);
        objects.put(id, object);
        return object;
    }

    void remove(FakeObject object) {
        changed(now -> {
            objects.remove(object.id());
            gone.put(object.id(), now);
        });
    }

    Optional<FakeObject> find(String id) {
        return Optional.ofNullable(objects.get(id));
    }

    Collection<FakeObject> all(String type) {
        return objects.values().stream()
                .filter(object -> object.type().equals(type))
                .toList();
    }

    /** The machines that were removed after a version. */
    synchronized List<String> goneSince(long then) {
        return gone.entrySet().stream()
                .filter(entry -> entry.getValue() > then)
                .map(Map.Entry::getKey)
                .toList();
    }

    synchronized long version() {
        return version;
    }

    synchronized void changed(LongConsumer change) {
        change.accept(++version);
        notifyAll();
    }

    /** Waits for a version after {@code then}; false if there is none in time. */
    synchronized boolean awaitAfter(long then, long millis) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (version <= then) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }

    synchronized void wakeAll() {
        notifyAll();
    }
}
