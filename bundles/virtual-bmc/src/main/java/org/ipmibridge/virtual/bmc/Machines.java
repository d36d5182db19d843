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
    private static final long REMEMBERED_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final List<Hypervisor> hypervisors = new CopyOnWriteArrayList<>();
    private final Map<String, Long> departures = new ConcurrentHashMap<>();
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
        departures.put(hypervisor.name(), nanoClock.getAsLong());
    }

    @Override
    public Machine require(String hypervisor, String machine) {
        List<Machine> found = find(hypervisor, machine);
        if (found.size() == 1) {
            return found.get(0);
        }
        if (found.isEmpty() && departed(hypervisor)) {
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

    /** Whether this hypervisor, or any if none is named, went away a moment ago. */
    private boolean departed(String hypervisor) {
        long now = nanoClock.getAsLong();
        departures.values().removeIf(since -> now - since > REMEMBERED_NANOS);
        return hypervisor.isEmpty() ? !departures.isEmpty() : departures.containsKey(hypervisor);
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
