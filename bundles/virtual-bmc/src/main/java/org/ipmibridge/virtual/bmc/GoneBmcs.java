package org.ipmibridge.virtual.bmc;

import java.util.HashSet;
import java.util.Set;

/**
 * Has what is kept in memory of BMCs forgotten when they are gone. One that is gone for a moment only, as when its file is written anew, finds
 * all of it again, and commands of one that goes have their time to end. Used by one thread.
 */
final class GoneBmcs {
    private final SettingsStore settings;
    private Set<String> gone = Set.of();

    GoneBmcs(SettingsStore settings) {
        this.settings = settings;
    }

    /**
     * Forgets those that were gone at the last sweep and are so still. To be called now and then.
     *
     * @param present the names of all BMCs that there are
     */
    void sweep(Set<String> present) {
        Set<String> now = new HashSet<>(settings.names());
        now.removeAll(present);
        Set<String> still = new HashSet<>(now);
        still.retainAll(gone);
        settings.forget(still);
        gone = now;
    }
}
