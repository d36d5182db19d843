package org.ipmibridge.virtual.bmc;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
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

    /** What a machine is asked for by. */
    private record Key(String hypervisor, String machine) {
        boolean mayMean(Hypervisor candidate) {
            return hypervisor.isEmpty() || hypervisor.equals(candidate.name());
        }
    }

    private final List<Hypervisor> hypervisors = new CopyOnWriteArrayList<>();

    /** Since when each machine that was ever found is missing. */
    private final Map<Key, Long> missingSince = new ConcurrentHashMap<>();

    private final ScheduledExecutorService timer;
    private final LongSupplier nanoClock;

    @Activate
    public Machines() {
        this(newTimer(), System::nanoTime);
    }

    Machines(ScheduledExecutorService timer, LongSupplier nanoClock) {
        this.timer = timer;
        this.nanoClock = nanoClock;
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
        hypervisors.add(hypervisor);
    }

    void removeHypervisor(Hypervisor hypervisor) {
        hypervisors.remove(hypervisor);
    }

    @Override
    public Machine require(String hypervisor, String machine) {
        Key key = new Key(hypervisor, machine);
        Machine found = find(key);
        if (found != null) {
            if (!PRESENT.equals(missingSince.get(key))) {
                missingSince.put(key, PRESENT);
            }
            return found;
        }
        if (mayComeBack(key)) {
            return new AwaitedMachine(hypervisor, machine, () -> get(key), timer);
        }
        throw new MachineNotFoundException(unknown(key));
    }

    @Override
    public List<Hypervisor> hypervisors() {
        return hypervisors.stream()
                .sorted(Comparator.comparing(Hypervisor::name))
                .toList();
    }

    @Override
    public List<Machine> machines() {
        return hypervisors.stream()
                .flatMap(hypervisor -> hypervisor.machines().stream())
                .sorted(Comparator.comparing(Machine::hypervisor).thenComparing(Machine::name))
                .toList();
    }

    private Machine get(Key key) {
        Machine found = find(key);
        if (found == null) {
            throw new MachineNotFoundException(unknown(key));
        }
        return found;
    }

    /** The machine, or null. It is asked for with every command, so there are no streams here. */
    private Machine find(Key key) {
        Machine found = null;
        for (Hypervisor hypervisor : hypervisors) {
            if (key.mayMean(hypervisor)) {
                Machine candidate = hypervisor.find(key.machine()).orElse(null);
                if (candidate != null && found != null) {
                    throw new MachineNotFoundException(ambiguous(key));
                }
                found = candidate == null ? found : candidate;
            }
        }
        return found;
    }

    /** Whether a machine was there a moment ago. */
    private boolean mayComeBack(Key key) {
        long now = nanoClock.getAsLong();
        Long since = missingSince.computeIfPresent(key, (same, known) -> PRESENT.equals(known) ? now : known);
        return since != null && now - since < AWAITED_NANOS;
    }

    private String unknown(Key key) {
        if (key.hypervisor().isEmpty()) {
            return "no hypervisor has a machine " + key.machine();
        }
        return hypervisors.stream().noneMatch(key::mayMean)
                ? "there is no hypervisor " + key.hypervisor() + " for machine " + key.machine()
                : "hypervisor " + key.hypervisor() + " has no machine " + key.machine();
    }

    private String ambiguous(Key key) {
        return "machine " + key.machine() + " can be any of "
                + hypervisors.stream()
                        .filter(key::mayMean)
                        .flatMap(hypervisor -> hypervisor.find(key.machine()).stream())
                        .map(candidate -> candidate.hypervisor() + "/" + candidate.name())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ": say which";
    }
}
