package org.ipmibridge.testkit;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.LongConsumer;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.hypervisor.api.Workload;

/** A hypervisor whose machines are known by name and by identifier, come and go, and which can be out of reach. Thread-safe. */
public final class FakeHypervisor implements Hypervisor {
    /**
     * An upload that was asked for.
     *
     * @param file what to store
     * @param target where to
     * @param progress is told how far it is
     * @param done is to be completed by the test
     */
    public record Upload(Path file, String target, LongConsumer progress, CompletableFuture<IsoImage> done) {}

    private final String name;
    private final List<Machine> machines;
    private final BlockingQueue<Upload> uploads = new LinkedBlockingQueue<>();
    private volatile boolean reachable = true;
    private volatile Optional<ConnectionStatus> connection = Optional.empty();
    private volatile Optional<Workload> workload = Optional.empty();
    private volatile Optional<List<IsoFile>> isos = Optional.empty();

    public FakeHypervisor(String name, Machine... machines) {
        this.name = name;
        this.machines = new CopyOnWriteArrayList<>(machines);
    }

    public FakeHypervisor withConnection(ConnectionStatus newConnection) {
        connection = Optional.of(newConnection);
        return this;
    }

    public FakeHypervisor withWorkload(Workload newWorkload) {
        workload = Optional.of(newWorkload);
        return this;
    }

    /** The images that it can list; without this it can list none. */
    public FakeHypervisor withIsos(IsoFile... newIsos) {
        isos = Optional.of(List.of(newIsos));
        return this;
    }

    public void add(Machine machine) {
        machines.add(machine);
    }

    public void remove(Machine machine) {
        machines.remove(machine);
    }

    /** Whether it can say what it has. */
    public void setReachable(boolean newReachable) {
        reachable = newReachable;
    }

    /** The uploads that were asked for, in order; to take one waits for it. */
    public BlockingQueue<Upload> uploads() {
        return uploads;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public List<Machine> machines() {
        return List.copyOf(machines);
    }

    @Override
    public Optional<Machine> find(String machine) {
        if (!reachable) {
            throw unavailable();
        }
        List<Machine> found = machines.stream()
                .filter(one -> one.name().equals(machine) || one.id().equals(machine))
                .toList();
        if (found.size() > 1) {
            throw new MachineNotFoundException(name + " has several machines " + machine);
        }
        return found.stream().findFirst();
    }

    @Override
    public Optional<ConnectionStatus> connection() {
        return connection;
    }

    @Override
    public Optional<Workload> workload() {
        return workload;
    }

    @Override
    public CompletionStage<List<IsoFile>> isos() {
        if (!reachable) {
            return CompletableFuture.failedStage(unavailable());
        }
        return isos.map(CompletableFuture::completedStage)
                .orElseGet(() ->
                        CompletableFuture.failedStage(new UnsupportedRequestException(name + " lists no ISO images")));
    }

    @Override
    public CompletionStage<IsoImage> uploadIso(Path file, String target, LongConsumer progress) {
        CompletableFuture<IsoImage> done = new CompletableFuture<>();
        uploads.add(new Upload(file, target, progress, done));
        return done;
    }

    private HypervisorUnavailableException unavailable() {
        return new HypervisorUnavailableException(name + " was not reached yet");
    }
}
