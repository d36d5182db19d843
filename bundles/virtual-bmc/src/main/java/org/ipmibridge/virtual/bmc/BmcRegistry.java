package org.ipmibridge.virtual.bmc;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.ipmibridge.runtime.api.handover.LastClasses;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a BMC for each configuration that is right, and keeps the last one that was for those that no longer are. A changed configuration
 * takes effect on the BMC that runs, so that its sessions live on, unless its name is another one.
 */
@Component(service = {BmcRegistry.class, ProblemSource.class})
public final class BmcRegistry implements ProblemSource {
    private static final Logger log = LoggerFactory.getLogger(BmcRegistry.class);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Sessions sessions;

    private final BmcPublisher publisher;
    private final SettingsStore settings;
    private final MachineDirectory machines;
    private final Version version;
    private final Map<String, BmcEntry> entries = new ConcurrentSkipListMap<>();
    private volatile Runnable watcher = () -> {};

    @Activate
    public BmcRegistry(BundleContext context, @Reference SettingsStore settings, @Reference MachineDirectory machines) {
        this(
                BmcPublisher.services(context),
                settings,
                machines,
                context.getBundle().getVersion());
    }

    /** Commands under way still use their BMC. */
    @Deactivate
    void stop(BundleContext context) {
        LastClasses.load(context.getBundle());
    }

    BmcRegistry(BmcPublisher publisher, SettingsStore settings, MachineDirectory machines, Version version) {
        this.publisher = publisher;
        this.settings = settings;
        this.machines = machines;
        this.version = version;
    }

    /** What is known of each configuration, in no order that matters. Callable from any thread. */
    Collection<BmcEntry> entries() {
        return List.copyOf(entries.values());
    }

    /** Does something with the names of all BMCs that are configured, while none comes, changes or goes. */
    synchronized void undisturbed(Consumer<Set<String>> task) {
        task.accept(entries.values().stream()
                .flatMap(entry ->
                        Stream.concat(Stream.of(entry.name()), entry.configs().map(BmcConfig::name)))
                .collect(Collectors.toSet()));
    }

    /** Has somebody told of each change, after it; it must return at once. */
    void watch(Runnable told) {
        watcher = told;
    }

    @Override
    public List<Problem> problems() {
        return entries.values().stream().flatMap(BmcEntry::problems).toList();
    }

    /** Takes a new or changed configuration, right or wrong. */
    synchronized void configure(String pid, BmcConfiguration.Config config, Map<String, ?> properties) {
        BmcEntry entry = entries.computeIfAbsent(pid, BmcEntry::new);
        boolean good = entry.read().accept(properties, reader -> BmcConfig.of(config, reader, pid, version), wanted -> {
            take(entry, wanted);
            settle();
        });
        if (!good) {
            entry.reject();
            settle();
        }
        watcher.run();
    }

    private void take(BmcEntry entry, BmcConfig wanted) {
        if (wanted.enabled()) {
            entry.desire(wanted);
            return;
        }
        Optional<BmcEntry.Running> before = entry.running();
        before.ifPresent(BmcRegistry::stop);
        entry.disable(wanted);
        before.ifPresent(running -> endSessions(running.config().name()));
    }

    private void endSessions(String bmc) {
        Sessions known = sessions;
        if (known != null) {
            known.closeAll(bmc, "the BMC is disabled");
        }
    }

    /** Takes a configuration away, and its BMC with it. */
    synchronized void remove(String pid) {
        BmcEntry entry = entries.remove(pid);
        if (entry != null) {
            entry.running().ifPresent(BmcRegistry::stop);
            settle();
            watcher.run();
        }
    }

    /** Puts in force what can be; one change can make way for another. */
    private void settle() {
        Map<BmcEntry, Problem> losers = Settlement.losers(entries.values());
        List<BmcEntry> movers = entries.values().stream()
                .filter(entry -> entry.unsettled() && !losers.containsKey(entry))
                .toList();
        movers.forEach(BmcRegistry::stopIfRenamed);
        movers.forEach(entry -> apply(entry, entry.desired().orElseThrow()));
        entries.values().forEach(entry -> report(entry, Optional.ofNullable(losers.get(entry))));
    }

    /** Says each conflict once, however often it is looked at. */
    private static void report(BmcEntry entry, Optional<Problem> loss) {
        if (loss.isEmpty()) {
            entry.settle();
        } else if (!entry.conflict().map(Problem::text).equals(loss.map(Problem::text))) {
            entry.hold(loss.get());
            log.error(
                    "{}{}",
                    loss.get().text(),
                    entry.running().isPresent() ? "; the settings before it stay in force" : "");
        }
    }

    private static void stopIfRenamed(BmcEntry entry) {
        String name = entry.desired().orElseThrow().name();
        entry.running().filter(running -> !running.config().name().equals(name)).ifPresent(running -> {
            stop(running);
            entry.stop();
        });
    }

    private void apply(BmcEntry entry, BmcConfig config) {
        Optional<BmcEntry.Running> before = entry.running();
        if (before.isPresent()) {
            VirtualBmc bmc = before.get().bmc();
            bmc.configure(config);
            entry.run(new BmcEntry.Running(config, bmc, before.get().publication()));
            before.get().publication().changed();
        } else {
            VirtualBmc bmc = new VirtualBmc(config, settings.of(config.name()), machines);
            entry.run(new BmcEntry.Running(config, bmc, publisher.publish(bmc)));
        }
        log.info("bmc={} configured: machine={} file={}", config.name(), config.machine(), config.source());
        publish(config.name(), (before.isPresent() ? "changed" : "added") + ", for the machine " + config.machine());
    }

    private static void stop(BmcEntry.Running running) {
        running.publication().withdraw();
        log.info("bmc={} removed", running.config().name());
        publish(running.config().name(), "removed");
    }

    private static void publish(String bmc, String text) {
        BridgeEvent.of(BridgeEvent.BMC_CHANGED, text).with(BridgeEvent.BMC, bmc).publish();
    }
}
