package org.ipmibridge.metrics.collect;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks things up in other bundles, which can go or fail at any moment: then their figures are missing, and all others are there. */
final class Lookup {
    private static final Logger LOG = LoggerFactory.getLogger(Lookup.class);

    private Lookup() {}

    /** Does it, if it can be done. */
    static void attempt(Runnable lookup) {
        try {
            lookup.run();
        } catch (RuntimeException | LinkageError e) {
            LOG.debug("a figure is not to be had at this moment", e);
        }
    }

    /** Does it for each hypervisor; of those that have one name for one only, as no figure may be there twice. */
    static void each(Supplier<List<Hypervisor>> hypervisors, Consumer<Hypervisor> lookup) {
        List<Hypervisor> all = new ArrayList<>();
        attempt(() -> all.addAll(hypervisors.get()));
        Set<String> names = new HashSet<>();
        all.forEach(hypervisor -> attempt(() -> {
            if (names.add(hypervisor.name())) {
                lookup.accept(hypervisor);
            }
        }));
    }
}
