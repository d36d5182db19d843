package org.ipmibridge.hypervisor.vmware.boot;

import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The boots that were seen since an override was set, and of which a virtual machine's state need not tell: a reset leaves no trace in it.
 * Thread-safe.
 */
final class BootsSeen {
    /** When the override was set that the boot was for, by managed object id. */
    private final Map<String, Instant> setAt = new ConcurrentHashMap<>();

    /** @return whether it was news */
    boolean add(String id, OverrideRecord booted) {
        return !booted.setAt().equals(setAt.put(id, booted.setAt()));
    }

    boolean contains(String id, OverrideRecord known) {
        return known.setAt().equals(setAt.get(id));
    }

    void forget(String id) {
        setAt.remove(id);
    }
}
