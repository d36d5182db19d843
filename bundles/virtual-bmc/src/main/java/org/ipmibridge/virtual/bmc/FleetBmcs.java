package org.ipmibridge.virtual.bmc;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Function;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The BMCs of one fleet that run. Changed by one thread; read by any. */
final class FleetBmcs {
    private static final Logger log = LoggerFactory.getLogger(Fleets.class);

    private final Map<String, BmcEntry.Running> running = new ConcurrentHashMap<>();
    /** The one that is being published: those who are told of it look for it at once. */
    private volatile VirtualBmc arriving;

    private final String fleet;
    private final BmcPublisher publisher;
    private final Function<BmcConfig, VirtualBmc> maker;
    private final Consumer<String> gone;

    /**
     * @param maker makes a BMC that is as configured
     * @param gone is told the name of each BMC after it was taken away
     */
    FleetBmcs(String fleet, BmcPublisher publisher, Function<BmcConfig, VirtualBmc> maker, Consumer<String> gone) {
        this.fleet = fleet;
        this.publisher = publisher;
        this.maker = maker;
        this.gone = gone;
    }

    /** All of them, in no order. */
    Collection<BmcEntry.Running> all() {
        return running.values();
    }

    int size() {
        return running.size();
    }

    Optional<VirtualBmc> find(String name) {
        VirtualBmc latest = arriving;
        return latest != null && latest.name().equals(name)
                ? Optional.of(latest)
                : Optional.ofNullable(running.get(name)).map(BmcEntry.Running::bmc);
    }

    /** Takes away those that are not wanted any more. */
    int withdraw(Map<String, BmcConfig> wanted) {
        int before = running.size();
        running.values().stream().filter(each -> isOther(each, wanted)).toList().forEach(each -> {
            String name = each.config().name();
            running.remove(name);
            each.publication().withdraw();
            log.debug("fleet={} bmc={} removed", fleet, name);
            publish(name, "removed");
            gone.accept(name);
        });
        return before - running.size();
    }

    /** Another machine under the same name is another BMC: no session of one may reach the other. */
    private static boolean isOther(BmcEntry.Running each, Map<String, BmcConfig> wanted) {
        BmcConfig config = wanted.get(each.config().name());
        return config == null || !config.machine().equals(each.config().machine());
    }

    /** Has all that are wanted run as they are wanted. */
    int publish(Map<String, BmcConfig> wanted) {
        int before = running.size();
        wanted.forEach((name, config) -> {
            BmcEntry.Running known = running.get(name);
            if (known == null) {
                VirtualBmc bmc = maker.apply(config);
                arriving = bmc;
                try {
                    running.put(name, new BmcEntry.Running(config, bmc, publisher.publish(bmc)));
                } finally {
                    arriving = null;
                }
                log.debug("fleet={} bmc={} added: machine={}", fleet, name, config.machine());
                publish(name, "added, for the machine " + config.machineName());
            } else if (!known.config().equals(config)) {
                known.bmc().configure(config);
                running.put(name, new BmcEntry.Running(config, known.bmc(), known.publication()));
                known.publication().changed();
                publish(name, "changed, for the machine " + config.machineName());
            }
        });
        return running.size() - before;
    }

    private static void publish(String bmc, String text) {
        BridgeEvent.of(BridgeEvent.BMC_CHANGED, text).with(BridgeEvent.BMC, bmc).publish();
    }
}
