package org.ipmibridge.virtual.bmc;

import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemSource;
import org.ipmibridge.virtual.bmc.fleet.AssignmentFile;
import org.ipmibridge.virtual.bmc.fleet.InterfaceAddresses;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.event.Event;
import org.osgi.service.event.EventHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs the BMCs of all fleets. It looks at all machines, which costs the hypervisors nothing, whenever one of them says that something is
 * another than before, and now and then for those that do not say.
 */
@Component(
        service = {Fleets.class, ProblemSource.class, EventHandler.class},
        property = {"event.topics=org/ipmibridge/hypervisor/*"})
public final class Fleets implements ProblemSource, EventHandler {
    private static final Logger log = LoggerFactory.getLogger(Fleets.class);

    /** How long news are collected: many come together. */
    private static final long COLLECT_MILLIS = 100;

    private static final long LOOK_MILLIS = 2_000;

    /** A BMC that is gone is forgotten after that time, and before twice as much. */
    private static final long FORGET_SECONDS = 60;

    /** For how long nothing may be configured before addresses are given out: configuration arrives file by file. */
    private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(400);

    /** For how long fleets may come that were there before the bridge was started anew. */
    private static final long LONGEST_START_NANOS = TimeUnit.SECONDS.toNanos(10);

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    volatile Sessions sessions;

    private final BmcPublisher publisher;
    private final BmcRegistry singles;
    private final SettingsStore settings;
    private final MachineDirectory machines;
    private final Path directory;
    private final Version version;
    private final Map<String, Fleet> fleets = new ConcurrentSkipListMap<>();
    private final List<Fleet> ended = new ArrayList<>();
    private final FleetProblems addressProblems = new FleetProblems();
    private final FleetProblems hypervisorProblems = new FleetProblems();
    private final InterfaceAddresses addresses;
    private final GoneBmcs gone;
    private final AtomicBoolean lookingSoon = new AtomicBoolean();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread made = new Thread(task, "fleets");
        made.setDaemon(true);
        return made;
    });
    private final long startedAt = System.nanoTime();
    private volatile long configuredAt = startedAt;

    /** Whether there is nothing to look after, not even what another run of the bridge left behind. */
    private boolean idle;

    /** Whether the last round left something to do, also when there is no fleet any more. */
    private boolean unfinished;

    private FleetRound last;
    private long lastConfigured;

    @Activate
    public Fleets(
            BundleContext context,
            @Reference BmcRegistry singles,
            @Reference SettingsStore settings,
            @Reference MachineDirectory machines) {
        this(
                BmcPublisher.services(context),
                singles,
                settings,
                machines,
                Optional.ofNullable(context.getProperty("org.ipmibridge.data"))
                        .map(Path::of)
                        .orElseGet(() -> context.getDataFile("").toPath())
                        .resolve("fleets"),
                context.getBundle().getVersion());
    }

    /** @param directory where it is kept which machine has which address */
    Fleets(
            BmcPublisher publisher,
            BmcRegistry singles,
            SettingsStore settings,
            MachineDirectory machines,
            Path directory,
            Version version) {
        this.publisher = publisher;
        this.singles = singles;
        this.settings = settings;
        this.machines = machines;
        this.directory = directory;
        this.version = version;
        addresses = new InterfaceAddresses(directory.resolve("interface.addresses"));
        singles.watch(this::configured);
        gone = new GoneBmcs(settings);
        thread.scheduleWithFixedDelay(this::look, LOOK_MILLIS, LOOK_MILLIS, TimeUnit.MILLISECONDS);
        thread.scheduleWithFixedDelay(this::forgetGone, FORGET_SECONDS, FORGET_SECONDS, TimeUnit.SECONDS);
    }

    /** The framework takes the BMCs away; a successor has the same again, and so the addresses stay unless the bridge stops. */
    @Deactivate
    void close(BundleContext context) {
        close();
        if (HandOver.isPointless(context)) {
            addresses.settle(Set.of()).forEach(problem -> log.error("addresses stay on their interfaces: {}", problem));
        }
    }

    void close() {
        singles.watch(() -> {});
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Reference(cardinality = ReferenceCardinality.MULTIPLE, policy = ReferencePolicy.DYNAMIC)
    void addHypervisor(Hypervisor hypervisor) {
        lookSoon(COLLECT_MILLIS);
    }

    void removeHypervisor(Hypervisor hypervisor) {
        lookSoon(COLLECT_MILLIS);
    }

    @Override
    public void handleEvent(Event event) {
        lookSoon(COLLECT_MILLIS);
    }

    /** All of them, ordered by PID, and so by name. */
    Collection<Fleet> fleets() {
        return fleets.values();
    }

    @Override
    public List<Problem> problems() {
        return Stream.of(
                        fleets.values().stream().flatMap(Fleet::problems),
                        addressProblems.all().stream(),
                        hypervisorProblems.all().stream())
                .flatMap(each -> each)
                .toList();
    }

    /** Takes a new or changed configuration, right or wrong. */
    synchronized void configure(String pid, FleetConfiguration.Config config, Map<String, ?> properties) {
        Fleet fleet = fleets.computeIfAbsent(pid, this::make);
        fleet.read().accept(properties, reader -> FleetConfig.of(config, reader, fleet.name(), version));
        configured();
    }

    /** Takes a configuration away, and its BMCs with it; who had which address is kept for its return. */
    synchronized void remove(String pid) {
        Fleet gone = fleets.remove(pid);
        if (gone != null) {
            ended.add(gone);
            configured();
        }
    }

    private synchronized List<Fleet> takeEnded() {
        List<Fleet> taken = List.copyOf(ended);
        ended.clear();
        return taken;
    }

    private Fleet make(String pid) {
        String name = FleetConfig.name(pid);
        return new Fleet(
                name,
                new AssignmentFile(directory.resolve(name + ".assignments")),
                new FleetBmcs(
                        name,
                        publisher,
                        config -> new VirtualBmc(config, settings.of(config.name()), machines),
                        this::endSessions));
    }

    private void endSessions(String bmc) {
        Sessions known = sessions;
        if (known != null) {
            known.closeAll(bmc, "the BMC is gone");
        }
    }

    /** Something is configured otherwise: at once for what was there before, and a moment later for what is new. */
    private void configured() {
        configuredAt = System.nanoTime();
        lookSoon(0);
    }

    private void lookSoon(long millis) {
        if (lookingSoon.compareAndSet(false, true)) {
            try {
                thread.schedule(this::look, millis, TimeUnit.MILLISECONDS);
            } catch (RejectedExecutionException e) {
                log.debug("closed", e);
            }
        }
    }

    /** When a machine that is missing has been so for long enough. */
    private void lookLater() {
        try {
            thread.schedule(this::look, RecentlySeen.GRACE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("closed", e);
        }
    }

    private void look() {
        lookingSoon.set(false);
        try {
            List<Fleet> gone = takeEnded();
            gone.forEach(Fleet::end);
            boolean started = System.nanoTime() - startedAt > LONGEST_START_NANOS;
            if (!fleets.isEmpty() || !gone.isEmpty() || unfinished || started && !idle) {
                idle = fleets.isEmpty();
                round();
            }
        } catch (RuntimeException | LinkageError e) {
            // A bundle that is called may just be being replaced, and a task that throws is never run again.
            log.error("the fleets cannot be looked after", e);
        }
    }

    /** Forgets BMCs that are gone for good, of fleets and others. */
    void forgetGone() {
        try {
            singles.undisturbed(names -> {
                Set<String> present = new HashSet<>(names);
                fleets.values().forEach(fleet -> fleet.names().forEach(present::add));
                gone.sweep(present);
            });
        } catch (RuntimeException | LinkageError e) {
            log.error("BMCs that are gone cannot be forgotten", e);
        }
    }

    /** Only when all is known: what a fleet needs that was not read yet may be there already. */
    private void settleAddresses(List<Fleet> all) {
        Set<InterfaceAddresses.Needed> needed =
                all.stream().flatMap(Fleet::needed).collect(Collectors.toSet());
        addressProblems.begin();
        addresses.settle(needed).forEach(problem -> addressProblems.add("interface addresses", "", problem));
        addressProblems.end();
    }

    private void tellOfHypervisors(Map<String, String> failures) {
        hypervisorProblems.begin();
        failures.forEach((hypervisor, failure) ->
                hypervisorProblems.add("hypervisor " + hypervisor, "", "cannot say which machines it has: " + failure));
        hypervisorProblems.end();
    }

    private void round() {
        long configured = configuredAt;
        boolean settled = System.nanoTime() - configured > QUIET_NANOS;
        List<Fleet> all = List.copyOf(fleets.values());
        FleetRound round = new FleetRound(
                machines.hypervisors(),
                SingleBmcs.of(singles.entries(), machines),
                settled,
                Clock.systemUTC().instant());
        if (last != null && lastConfigured == configured && round.isAs(last) && isDone(all)) {
            return;
        }
        last = round;
        lastConfigured = configured;
        tellOfHypervisors(all.isEmpty() ? Map.of() : round.failures());
        round.begin();
        for (Hold hold : Hold.values()) {
            all.forEach(fleet -> fleet.reserve(round, hold));
        }
        all.forEach(fleet -> fleet.plan(round));
        all.forEach(Fleet::withdraw);
        if (settled) {
            settleAddresses(all);
        }
        all.forEach(Fleet::publish);
        unfinished = !settled || !addressProblems.all().isEmpty();
        if (!settled) {
            lookSoon(COLLECT_MILLIS);
        } else if (all.stream().anyMatch(Fleet::isUnsure)) {
            lookLater();
        }
    }

    private boolean isDone(List<Fleet> all) {
        return addressProblems.all().isEmpty() && all.stream().noneMatch(fleet -> fleet.isUnsure() || fleet.isStuck());
    }
}
