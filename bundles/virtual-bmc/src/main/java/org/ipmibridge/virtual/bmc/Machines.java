package org.ipmibridge.virtual.bmc;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.ipmi.api.bmc.BmcSettings;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * All machines of all {@link Hypervisor} services. A machine that is missing while the bundle of its hypervisor is being replaced is
 * {@linkplain AwaitedMachine awaited}, so that no command fails for it.
 */
@Component
public final class Machines implements MachineDirectory {
    private static final long AWAITED_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final Long PRESENT = Long.MIN_VALUE;

    /** Who asks for what; the holder is empty for everybody. */
    private record Key(String holder, String hypervisor, String machine) {}

    private final Inventory inventory = new Inventory();
    private final BoundMachines bound;

    /** Since when each machine that was ever found is missing. */
    private final Map<Key, Long> missingSince = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoClock;
    private final long startedAt;
    private final boolean successor;

    @Activate
    public Machines(@Reference SettingsStore settings) {
        this(settings::of, newTimer(), System::nanoTime, settings.isSuccessors());
        settings.watch(this::forget);
    }

    Machines(Function<String, BmcSettings> settings, ScheduledExecutorService timer, LongSupplier nanoClock) {
        this(settings, timer, nanoClock, false);
    }

    /** @param successor whether this bundle was replaced a moment ago, and those of the hypervisors perhaps too */
    Machines(
            Function<String, BmcSettings> settings,
            ScheduledExecutorService timer,
            LongSupplier nanoClock,
            boolean successor) {
        this.successor = successor;
        this.bound = new BoundMachines(inventory, new Bindings(settings), nanoClock);
        this.timer = timer;
        this.nanoClock = nanoClock;
        this.startedAt = nanoClock.getAsLong();
    }

    private static ScheduledExecutorService newTimer() {
        return new ScheduledThreadPoolExecutor(1, task -> {
            Thread thread = new Thread(task, "machines-timer");
            thread.setDaemon(true);
            return thread;
        });
    }

    @Deactivate
    void close() {
        timer.shutdown();
    }

    @Reference(
            cardinality = ReferenceCardinality.MULTIPLE,
            policy = ReferencePolicy.DYNAMIC,
            unbind = "removeHypervisor")
    void addHypervisor(Hypervisor hypervisor) {
        inventory.add(hypervisor);
    }

    void removeHypervisor(Hypervisor hypervisor) {
        inventory.remove(hypervisor);
    }

    @Override
    public Machine require(String hypervisor, String machine) {
        return require(
                new Key("", hypervisor, machine),
                () -> inventory.find(hypervisor, machine).machine());
    }

    @Override
    public Machine requireFor(String holder, String hypervisor, String machine) {
        return require(new Key(holder, hypervisor, machine), () -> bound.find(holder, hypervisor, machine));
    }

    @Override
    public List<Hypervisor> hypervisors() {
        return inventory.hypervisors();
    }

    @Override
    public List<Machine> machines() {
        return inventory.hypervisors().stream()
                .flatMap(hypervisor -> hypervisor.machines().stream())
                .sorted(Comparator.comparing(Machine::hypervisor).thenComparing(Machine::name))
                .toList();
    }

    /** Forgets what is known of the machines of BMCs that are gone, but for what their files have. */
    void forget(Set<String> bmcs) {
        bound.forget(bmcs);
        missingSince.keySet().removeIf(key -> bmcs.contains(key.holder()));
    }

    private Machine require(Key key, Supplier<Machine> search) {
        try {
            Machine found = search.get();
            if (!PRESENT.equals(missingSince.get(key))) {
                missingSince.put(key, PRESENT);
            }
            return found;
        } catch (MachineNotFoundException | HypervisorUnavailableException e) {
            if (mayComeBack(key)) {
                return new AwaitedMachine(key.hypervisor(), key.machine(), search, timer);
            }
            throw e;
        }
    }

    /** Whether a machine was there a moment ago. */
    private boolean mayComeBack(Key key) {
        long now = nanoClock.getAsLong();
        if (successor && now - startedAt < AWAITED_NANOS && !key.holder().isEmpty() && bound.isBound(key.holder())) {
            missingSince.putIfAbsent(key, startedAt); // it was there before this bundle was replaced
        }
        Long since = missingSince.computeIfPresent(key, (same, known) -> PRESENT.equals(known) ? now : known);
        return since != null && now - since < AWAITED_NANOS;
    }
}
