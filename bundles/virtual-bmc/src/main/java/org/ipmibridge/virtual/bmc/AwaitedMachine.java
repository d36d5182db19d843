package org.ipmibridge.virtual.bmc;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerStatus;

/** A machine whose hypervisor's bundle is being replaced: every call waits for it, some seconds at most. */
final class AwaitedMachine implements Machine {
    private static final int POLL_MILLIS = 20;
    private static final int PATIENCE_MILLIS = 4_500;

    private final String hypervisor;
    private final String machine;
    private final Supplier<Machine> directory;
    private final ScheduledExecutorService timer;

    /** @param directory gives the machine, or throws while it is not there */
    AwaitedMachine(String hypervisor, String machine, Supplier<Machine> directory, ScheduledExecutorService timer) {
        this.hypervisor = hypervisor;
        this.machine = machine;
        this.directory = directory;
        this.timer = timer;
    }

    @Override
    public String name() {
        return machine;
    }

    @Override
    public String hypervisor() {
        return hypervisor;
    }

    @Override
    public CompletionStage<MachineInfo> info() {
        return later(Machine::info);
    }

    @Override
    public CompletionStage<MachineDetails> details() {
        return later(Machine::details);
    }

    @Override
    public CompletionStage<PowerStatus> powerStatus() {
        return later(Machine::powerStatus);
    }

    @Override
    public CompletionStage<Void> perform(PowerAction action) {
        return later(found -> found.perform(action));
    }

    @Override
    public CompletionStage<Optional<BootOverride>> bootOverride() {
        return later(Machine::bootOverride);
    }

    @Override
    public CompletionStage<Void> setBootOverride(BootOverride override) {
        return later(found -> found.setBootOverride(override));
    }

    @Override
    public CompletionStage<Void> clearBootOverride() {
        return later(Machine::clearBootOverride);
    }

    @Override
    public CompletionStage<Optional<IsoImage>> mountedIso() {
        return later(Machine::mountedIso);
    }

    @Override
    public CompletionStage<Void> mountIso(IsoImage image) {
        return later(found -> found.mountIso(image));
    }

    @Override
    public CompletionStage<Void> ejectIso() {
        return later(Machine::ejectIso);
    }

    @Override
    public CompletionStage<List<IsoFile>> isos() {
        return later(Machine::isos);
    }

    @Override
    public CompletionStage<List<BootRecord>> boots() {
        return later(Machine::boots);
    }

    private <T> CompletionStage<T> later(Function<Machine, CompletionStage<T>> call) {
        CompletableFuture<Machine> found = new CompletableFuture<>();
        poll(found, PATIENCE_MILLIS);
        return found.thenCompose(call);
    }

    private void pollLater(CompletableFuture<Machine> found, int millisLeft, RuntimeException missing) {
        try {
            timer.schedule(() -> poll(found, millisLeft - POLL_MILLIS), POLL_MILLIS, TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException e) {
            // This bundle is being replaced too, and nobody looks for the machine any more.
            found.completeExceptionally(missing);
        }
    }

    private void poll(CompletableFuture<Machine> found, int millisLeft) {
        try {
            found.complete(directory.get());
        } catch (MachineNotFoundException | HypervisorUnavailableException e) {
            if (millisLeft <= 0) {
                found.completeExceptionally(e);
            } else {
                pollLater(found, millisLeft, e);
            }
        } catch (RuntimeException e) {
            found.completeExceptionally(e);
        }
    }
}
