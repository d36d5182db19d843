package org.example.scripted;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.hypervisor.backend.Lane;

/**
 * A machine behind commands. Its state is always asked for, and never guessed: a state that cannot be understood is a failure. Changes wait
 * for their turn in its lane. No method blocks; commands run on the pool's threads.
 */
final class ScriptedMachine implements Machine {
    private static final long POLL_MILLIS = 200;

    private final String name;
    private final Settings settings;
    private final Executor pool;
    private final Runner runner;
    private final Lane lane;
    /** The question that is under way; who asks meanwhile shares its answer. */
    private final AtomicReference<CompletableFuture<PowerState>> asking = new AtomicReference<>();

    ScriptedMachine(String name, Settings settings, Executor pool, Runner runner) {
        this.name = name;
        this.settings = settings;
        this.pool = pool;
        this.runner = runner;
        this.lane = new Lane(name, pool);
    }

    /** Completes when all that it was asked for is done. */
    CompletionStage<Void> settled() {
        return lane.settled();
    }

    void close(HypervisorException reason) {
        lane.close(reason);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String hypervisor() {
        return settings.name();
    }

    @Override
    public CompletionStage<MachineInfo> info() {
        UUID uuid = UUID.nameUUIDFromBytes((settings.name() + "/" + name).getBytes(StandardCharsets.UTF_8));
        return CompletableFuture.completedStage(
                new MachineInfo(uuid, Firmware.BIOS, List.of(), Optional.empty(), Optional.empty()));
    }

    @Override
    public CompletionStage<PowerStatus> powerStatus() {
        CompletableFuture<PowerState> mine = new CompletableFuture<>();
        CompletableFuture<PowerState> first = asking.compareAndExchange(null, mine);
        if (first == null) {
            onPool(this::power).whenComplete((state, failure) -> {
                asking.set(null);
                if (failure == null) {
                    mine.complete(state);
                } else {
                    mine.completeExceptionally(failure);
                }
            });
        }
        return (first == null ? mine : first)
                .thenApply(state -> new PowerStatus(state, Optional.empty(), Duration.ZERO));
    }

    @Override
    public CompletionStage<Void> perform(PowerAction action) {
        boolean cycles = action == PowerAction.CYCLE || action == PowerAction.RESET;
        if (!settings.actions().containsKey(action) && !cycles) {
            return unsupported("power " + action);
        }
        return lane.submit("power " + action, () -> onPool(() -> change(action)));
    }

    @Override
    public CompletionStage<Optional<BootOverride>> bootOverride() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Void> setBootOverride(BootOverride override) {
        if (settings.bootdev().isNone()) {
            return unsupported("a boot device");
        }
        String device = override.device().name().toLowerCase(Locale.ROOT);
        String what = "boot from " + device;
        return lane.submit(what, () -> onPool(() -> {
            runner.run(label(what), settings.bootdev().with(Map.of("machine", name, "device", device)));
            return null;
        }));
    }

    @Override
    public CompletionStage<Void> clearBootOverride() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<Optional<IsoImage>> mountedIso() {
        return CompletableFuture.completedStage(Optional.empty());
    }

    @Override
    public CompletionStage<Void> mountIso(IsoImage image) {
        return unsupported("a CD drive");
    }

    @Override
    public CompletionStage<Void> ejectIso() {
        return CompletableFuture.completedStage(null);
    }

    @Override
    public CompletionStage<List<BootRecord>> boots() {
        return CompletableFuture.completedStage(List.of());
    }

    /** Returns when the state says that it is done. */
    private Void change(PowerAction action) throws InterruptedException {
        PowerState before = power();
        switch (action) {
            case ON -> switchTo(PowerState.ON, action, before);
            case OFF -> switchTo(PowerState.OFF, action, before);
            case CYCLE, RESET -> restart(action, before);
            case SOFT_OFF, NMI -> run(action);
        }
        return null;
    }

    private void restart(PowerAction action, PowerState before) throws InterruptedException {
        if (before != PowerState.ON) {
            throw new InvalidPowerStateException(label("power " + action) + " is not possible while it is off");
        }
        if (settings.actions().containsKey(action)) {
            run(action);
            awaitState(PowerState.ON, action);
        } else {
            switchTo(PowerState.OFF, PowerAction.OFF, before);
            switchTo(PowerState.ON, PowerAction.ON, PowerState.OFF);
        }
    }

    private void switchTo(PowerState wanted, PowerAction action, PowerState before) throws InterruptedException {
        if (before != wanted) {
            run(action);
            awaitState(wanted, action);
        }
    }

    private void run(PowerAction action) {
        runner.run(label("power " + action), settings.actions().get(action).with(Map.of("machine", name)));
    }

    private void awaitState(PowerState wanted, PowerAction action) throws InterruptedException {
        long end = System.nanoTime() + runner.timeout().toNanos();
        while (power() != wanted) {
            if (System.nanoTime() - end > 0) {
                throw new HypervisorException(label("power " + action) + ": it is not " + wanted + " after "
                        + runner.timeout().toMillis() + " ms");
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MILLIS);
        }
    }

    /** What the status command says; nothing else is a state. */
    private PowerState power() {
        String said = runner.run(label("status"), settings.status().with(Map.of("machine", name)));
        if (said.equalsIgnoreCase(settings.on())) {
            return PowerState.ON;
        }
        if (said.equalsIgnoreCase(settings.off())) {
            return PowerState.OFF;
        }
        throw new HypervisorException(label("status") + ": \"" + said.lines().findFirst().orElse("") + "\" is neither "
                + settings.on() + " nor " + settings.off());
    }

    private <T> CompletableFuture<T> onPool(Callable<T> work) {
        CompletableFuture<T> done = new CompletableFuture<>();
        try {
            pool.execute(() -> complete(done, work));
        } catch (RejectedExecutionException e) {
            done.completeExceptionally(new MachineBusyException(label("refused") + ", because too many commands wait"));
        }
        return done;
    }

    private <T> void complete(CompletableFuture<T> done, Callable<T> work) {
        try {
            done.complete(work.call());
        } catch (HypervisorException e) {
            done.completeExceptionally(e);
        } catch (Exception e) {
            done.completeExceptionally(new HypervisorException(label("failed") + ": " + e, e));
        }
    }

    private CompletionStage<Void> unsupported(String what) {
        return CompletableFuture.failedStage(
                new UnsupportedRequestException("machine " + name + ": no command is configured for " + what));
    }

    private String label(String what) {
        return "machine " + name + ": " + what;
    }
}
