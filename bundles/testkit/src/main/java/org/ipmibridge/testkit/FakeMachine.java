package org.ipmibridge.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;

/**
 * A machine that does at once what it is told, or when the test {@linkplain #release() lets it}, or fails as the test says. It is on at
 * first, and remembers what it was asked to do.
 */
public final class FakeMachine implements Machine {
    private static final Set<PowerAction> NEED_POWER =
            EnumSet.of(PowerAction.CYCLE, PowerAction.RESET, PowerAction.SOFT_OFF, PowerAction.NMI);

    private final String id;
    private final List<PowerAction> performed = new ArrayList<>();
    private final List<BootRecord> boots = new ArrayList<>();
    private final List<Runnable> waiting = new ArrayList<>();
    private volatile String name;
    private volatile String hypervisor = "fake";
    private PowerState state = PowerState.ON;
    private Duration poweredOn = Duration.ZERO;
    private MachineInfo info = new MachineInfo(
            UUID.fromString("420d1a2b-3c4d-4e6f-8081-828384858687"),
            Firmware.BIOS,
            List.of("00:50:56:01:02:03"),
            Optional.empty(),
            Optional.of(new IsoImage("[fake] install.iso")));
    private Optional<MachineDetails> details = Optional.empty();
    private List<IsoFile> isos = List.of();
    private Optional<BootOverride> override = Optional.empty();
    private Optional<IsoImage> iso = Optional.empty();
    private HypervisorException failure;
    private boolean held;

    /** A machine that is known by its name alone. */
    public FakeMachine(String name) {
        this(name, name);
    }

    public FakeMachine(String name, String id) {
        this.name = name;
        this.id = id;
    }

    /** Calls it otherwise from now on. */
    public FakeMachine withName(String newName) {
        name = newName;
        return this;
    }

    public FakeMachine withHypervisor(String newHypervisor) {
        hypervisor = newHypervisor;
        return this;
    }

    public synchronized FakeMachine withState(PowerState newState) {
        state = newState;
        return this;
    }

    public synchronized FakeMachine withPoweredOn(Duration newPoweredOn) {
        poweredOn = newPoweredOn;
        return this;
    }

    public synchronized FakeMachine withInfo(MachineInfo newInfo) {
        info = newInfo;
        return this;
    }

    /** What an operator can see; without this it tells nothing. */
    public synchronized FakeMachine withDetails(MachineDetails newDetails) {
        details = Optional.of(newDetails);
        return this;
    }

    public synchronized FakeMachine withIsos(IsoFile... newIsos) {
        isos = List.of(newIsos);
        return this;
    }

    /** From now on every method fails with this; null for all to work again. */
    public synchronized void failWith(HypervisorException newFailure) {
        failure = newFailure;
    }

    /** From now on changes begin, and do not end before {@link #release()}. */
    public synchronized void hold() {
        held = true;
    }

    /** Ends, in order, the changes under way; those to come end at once again. */
    public void release() {
        List<Runnable> ready;
        synchronized (this) {
            held = false;
            ready = List.copyOf(waiting);
            waiting.clear();
        }
        ready.forEach(Runnable::run);
    }

    /** Every power action that was asked for, in order, whatever became of it. */
    public synchronized List<PowerAction> performed() {
        return List.copyOf(performed);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public String hypervisor() {
        return hypervisor;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public CompletionStage<MachineInfo> info() {
        return read(() -> info);
    }

    @Override
    public CompletionStage<MachineDetails> details() {
        return read(
                () -> details.orElseThrow(() -> new UnsupportedRequestException("nothing more is known of " + name)));
    }

    @Override
    public CompletionStage<PowerStatus> powerStatus() {
        return read(() -> new PowerStatus(
                state,
                boots.isEmpty() || state != PowerState.ON
                        ? Optional.empty()
                        : Optional.of(boots.get(boots.size() - 1).time()),
                poweredOn));
    }

    @Override
    public CompletionStage<Void> perform(PowerAction action) {
        synchronized (this) {
            performed.add(action);
        }
        return change(() -> apply(action));
    }

    @Override
    public CompletionStage<Optional<BootOverride>> bootOverride() {
        return read(() -> override);
    }

    @Override
    public CompletionStage<Void> setBootOverride(BootOverride newOverride) {
        return change(() -> {
            override = Optional.of(newOverride);
            if (newOverride.device() == BootDevice.CDROM) {
                iso = info.configuredIso();
            } else if (newOverride.device() == BootDevice.DISK) {
                iso = Optional.empty();
            }
        });
    }

    @Override
    public CompletionStage<Void> clearBootOverride() {
        return change(() -> override = Optional.empty());
    }

    @Override
    public CompletionStage<Optional<IsoImage>> mountedIso() {
        return read(() -> iso);
    }

    @Override
    public CompletionStage<Void> mountIso(IsoImage image) {
        return change(() -> iso = Optional.of(image));
    }

    @Override
    public CompletionStage<Void> ejectIso() {
        return change(() -> iso = Optional.empty());
    }

    @Override
    public CompletionStage<List<IsoFile>> isos() {
        return read(() -> isos);
    }

    @Override
    public CompletionStage<List<BootRecord>> boots() {
        return read(() -> List.copyOf(boots));
    }

    private synchronized <T> CompletionStage<T> read(Supplier<T> value) {
        try {
            if (failure != null) {
                throw failure;
            }
            return CompletableFuture.completedStage(value.get());
        } catch (HypervisorException e) {
            return CompletableFuture.failedStage(e);
        }
    }

    private CompletionStage<Void> change(Runnable change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Runnable end = () -> end(change, done);
        synchronized (this) {
            if (held) {
                waiting.add(end);
                return done;
            }
        }
        end.run();
        return done;
    }

    private void end(Runnable change, CompletableFuture<Void> done) {
        try {
            synchronized (this) {
                if (failure != null) {
                    throw failure;
                }
                change.run();
            }
            done.complete(null);
        } catch (HypervisorException e) {
            done.completeExceptionally(e);
        }
    }

    private void apply(PowerAction action) {
        if (state != PowerState.ON && NEED_POWER.contains(action)) {
            throw new InvalidPowerStateException(name + " is " + state + ": " + action);
        }
        switch (action) {
            case ON -> {
                if (state == PowerState.OFF) {
                    boot(action);
                }
                state = PowerState.ON;
            }
            case OFF, SOFT_OFF -> state = PowerState.OFF;
            case CYCLE, RESET -> boot(action);
            case NMI -> {}
        }
    }

    private void boot(PowerAction cause) {
        boots.add(new BootRecord(
                Instant.EPOCH.plusSeconds(boots.size()),
                Optional.of(cause),
                override.map(BootOverride::device).orElse(BootDevice.DISK),
                iso));
        override = override.filter(BootOverride::persistent);
    }
}
