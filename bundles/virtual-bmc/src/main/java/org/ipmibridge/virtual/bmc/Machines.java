package org.ipmibridge.virtual.bmc;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
    private record Key(String hypervisor, String machine) {}

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
        List<Machine> found = find(hypervisor, machine);
        Key key = new Key(hypervisor, machine);
        if (found.size() == 1) {
            if (!PRESENT.equals(missingSince.get(key))) {
                missingSince.put(key, PRESENT);
            }
            return found.get(0);
        }
        if (found.isEmpty() && mayComeBack(key)) {
            return new AwaitedMachine(hypervisor, machine, () -> only(hypervisor, machine), timer);
        }
        throw failure(hypervisor, machine, found);
    }

    @Override
    public List<Machine> machines() {
        return hypervisors.stream()
                .flatMap(hypervisor -> hypervisor.machines().stream())
                .sorted(Comparator.comparing(Machine::hypervisor).thenComparing(Machine::name))
                .toList();
    }

    private List<Machine> find(String hypervisor, String machine) {
        return named(hypervisor).stream()
                .map(candidate -> candidate.find(machine))
                .flatMap(Optional::stream)
                .toList();
    }

    private List<Hypervisor> named(String name) {
        return hypervisors.stream()
                .filter(candidate -> name.isEmpty() || candidate.name().equals(name))
                .toList();
    }

    private Machine only(String hypervisor, String machine) {
        List<Machine> found = find(hypervisor, machine);
        if (found.size() == 1) {
            return found.get(0);
        }
        throw failure(hypervisor, machine, found);
    }

    /** Whether a machine was there a moment ago. */
    private boolean mayComeBack(Key key) {
        long now = nanoClock.getAsLong();
        Long since = missingSince.computeIfPresent(key, (same, known) -> PRESENT.equals(known) ? now : known);
        return since != null && now - since < AWAITED_NANOS;
    }

    private MachineNotFoundException failure(String hypervisor, String machine, List<Machine> found) {
        return new MachineNotFoundException(found.isEmpty() ? unknown(hypervisor, machine) : ambiguous(machine, found));
    }

    private String unknown(String hypervisor, String machine) {
        if (hypervisor.isEmpty()) {
            return "no hypervisor has a machine " + machine;
        }
        return named(hypervisor).isEmpty()
                ? "there is no hypervisor " + hypervisor + " for machine " + machine
                : "hypervisor " + hypervisor + " has no machine " + machine;
    }

    private static String ambiguous(String machine, List<Machine> found) {
        return "machine " + machine + " can be any of "
                + found.stream()
                        .map(candidate -> candidate.hypervisor() + "/" + candidate.name())
                        .sorted()
                        .collect(Collectors.joining(", "))
                + ": say which";
    }
}
