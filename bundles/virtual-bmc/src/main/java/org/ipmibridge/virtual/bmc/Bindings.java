package org.ipmibridge.virtual.bmc;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;

/** The {@link Binding}s of all BMCs, each kept beside what else the BMC remembers. Thread-safe. */
final class Bindings {
    private static final String KEY = "virtual-bmc.machine";

    private final Function<String, BmcSettings> settings;
    private final Map<String, Binding> bindings = new ConcurrentHashMap<>();

    /** @param settings gives what a BMC remembers */
    Bindings(Function<String, BmcSettings> settings) {
        this.settings = settings;
    }

    /** The binding of a BMC; one for anything else than what is configured now is dropped. */
    Binding of(String bmc, String hypervisor, String machine) {
        Binding known = bindings.get(bmc);
        if (known == null) {
            known = bindings.computeIfAbsent(bmc, name -> load(name, Binding.none(hypervisor, machine)));
        }
        if (known.isFor(hypervisor, machine)) {
            return known;
        }
        Binding none = Binding.none(hypervisor, machine);
        replace(bmc, known, none);
        return none;
    }

    /** Forgets those of BMCs that are gone, but for what their files have. */
    void forget(Set<String> bmcs) {
        bindings.keySet().removeAll(bmcs);
    }

    /** Whether the BMC has a machine, as far as it was asked for one. */
    boolean isBound(String bmc) {
        Binding known = bindings.get(bmc);
        return known != null && known.isBound();
    }

    /** Keeps another binding, unless it was replaced by somebody else meanwhile; whether it is the one that counts now. */
    boolean replace(String bmc, Binding before, Binding now) {
        Binding counts = bindings.computeIfPresent(bmc, (name, current) -> {
            if (!current.equals(before)) {
                return current;
            }
            remember(name, now); // here, so that what is remembered is what counts
            return now;
        });
        return counts == now;
    }

    private void remember(String bmc, Binding now) {
        BmcSettings memory = settings.apply(bmc);
        byte[] value = now.encode();
        if (now.isEvident()) {
            memory.remove(KEY);
            memory.putVolatile(KEY, value); // a start finds the same again, and thousands of files are not written
        } else if (now.isBound() && value.length <= BmcSettings.MAX_VALUE) {
            memory.put(KEY, value);
        } else {
            memory.remove(KEY);
        }
    }

    private Binding load(String bmc, Binding none) {
        return settings.apply(bmc).get(KEY).flatMap(Binding::decode).orElse(none);
    }
}
