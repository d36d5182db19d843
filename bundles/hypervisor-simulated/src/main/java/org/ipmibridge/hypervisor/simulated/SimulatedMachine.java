package org.ipmibridge.hypervisor.simulated;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.IsoFile;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.hypervisor.backend.Lane;

/** A machine in memory. Reads are answered at once; changes go through its lane and are stored before they are said to be done. */
final class SimulatedMachine implements Machine {
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final String hypervisor;
    private final SimulatedTime time;
    private final StateStore store;
    private final Lane lane;
    private volatile MachineSettings settings;
    private volatile MachineState state;
    /** Counts power-ons, power-offs and resets, so that a guest's shutdown ends only the run that was told to shut down. */
    private volatile int run;

    private boolean gone;

    SimulatedMachine(String hypervisor, MachineSettings settings, SimulatedTime time, StateStore store) {
        this.hypervisor = hypervisor;
        this.settings = settings;
        this.time = time;
        this.store = store;
        this.lane = new Lane(settings.name(), time);
        this.state = store.load(settings.name()).orElseGet(this::firstState);
    }

    /** Gives it another configuration with the same name; its state, and what is under way, stay as they are. */
    void reconfigure(MachineSettings newSettings) {
        settings = newSettings;
    }

    MachineSettings settings() {
        return settings;
    }

    /** Ends what is under way with {@code reason}; nothing changes any more. */
    void close(HypervisorException reason) {
        synchronized (this) {
            gone = true;
        }
        lane.close(reason);
    }

    /** How many changes run or wait for their turn. */
    int changes() {
        return lane.size();
    }

    @Override
    public String name() {
        return settings.name();
    }

    @Override
    public String hypervisor() {
        return hypervisor;
    }

    @Override
    public CompletionStage<MachineInfo> info() {
        return CompletableFuture.completedStage(settings.info());
    }

    @Override
    public CompletionStage<MachineDetails> details() {
        List<String> bootOrder = settings.bootOrder().stream()
                .map(device -> device.name().toLowerCase(Locale.ROOT))
                .toList();
        String tools = settings.guest().tools() && state.isOn() ? "running" : "not running";
        return CompletableFuture.completedStage(new MachineDetails(
                Optional.empty(),
                Optional.empty(),
                bootOrder,
                Optional.of(tools),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                List.of()));
    }

    @Override
    public CompletionStage<List<IsoFile>> isos() {
        return CompletableFuture.completedStage(settings.isoFiles());
    }

    @Override
    public CompletionStage<PowerStatus> powerStatus() {
        return CompletableFuture.completedStage(state.powerStatus(time.now()));
    }

    @Override
    public CompletionStage<Optional<BootOverride>> bootOverride() {
        return CompletableFuture.completedStage(state.override());
    }

    @Override
    public CompletionStage<Optional<IsoImage>> mountedIso() {
        return CompletableFuture.completedStage(state.iso());
    }

    @Override
    public CompletionStage<List<BootRecord>> boots() {
        return CompletableFuture.completedStage(state.boots());
    }

    @Override
    public CompletionStage<Void> perform(PowerAction action) {
        return lane.submit("power " + action, () -> switch (action) {
            case ON -> powerOn(PowerAction.ON);
            case OFF -> powerOff();
            case CYCLE -> cycle();
            case RESET -> reset();
            case SOFT_OFF -> softOff();
            case NMI -> interrupt();
        });
    }

    @Override
    public CompletionStage<Void> setBootOverride(BootOverride override) {
        return lane.submit("boot from " + override.device(), () -> {
            BootDevice device = override.device();
            MachineState prepared = prepare(device, state);
            if (!settings.has(device, prepared)) {
                throw new UnsupportedRequestException(label() + " cannot boot from " + device + ": it has none");
            }
            return become(prepared.withOverride(Optional.of(override)));
        });
    }

    @Override
    public CompletionStage<Void> clearBootOverride() {
        return lane.submit("boot in its own order", () -> become(state.withOverride(Optional.empty())));
    }

    @Override
    public CompletionStage<Void> mountIso(IsoImage image) {
        return lane.submit("mount " + image, () -> {
            if (!settings.has(BootDevice.CDROM, state)) {
                throw new UnsupportedRequestException(label() + " cannot mount " + image + ": it has no CD drive");
            }
            return become(state.withIso(Optional.of(existing(image))));
        });
    }

    @Override
    public CompletionStage<Void> ejectIso() {
        return lane.submit("eject", () -> become(state.withIso(Optional.empty())));
    }

    private CompletionStage<Void> powerOn(PowerAction cause) {
        if (state.isOn()) {
            return DONE;
        }
        return after(settings.delays().powerOn(), current -> {
            run++;
            return current.power() == PowerState.SUSPENDED
                    ? current.resumed(time.now())
                    : booted(current, Optional.of(cause));
        });
    }

    private CompletionStage<Void> powerOff() {
        if (state.power() == PowerState.OFF) {
            return DONE;
        }
        return after(settings.delays().powerOff(), current -> {
            run++;
            return current.poweredOff(time.now());
        });
    }

    private CompletionStage<Void> cycle() {
        requireOn("be power-cycled");
        return powerOff().thenCompose(off -> powerOn(PowerAction.CYCLE));
    }

    private CompletionStage<Void> reset() {
        requireOn("be reset");
        return after(settings.delays().reset(), current -> {
            run++;
            return booted(current, Optional.of(PowerAction.RESET));
        });
    }

    private CompletionStage<Void> interrupt() {
        requireOn("take an NMI");
        return DONE;
    }

    private CompletionStage<Void> softOff() {
        requireOn("shut down");
        if (!settings.guest().tools()) {
            throw new GuestUnavailableException(label() + " cannot shut down: its guest's tools do not run");
        }
        if (!settings.guest().ignoresSoftOff()) {
            int told = run;
            time.after(settings.delays().softOff(), () -> lane.submit("guest shutdown", () -> guestOff(told)));
        }
        return DONE;
    }

    private CompletionStage<Void> guestOff(int told) {
        if (told != run) {
            return DONE;
        }
        run++;
        return become(state.poweredOff(time.now()));
    }

    private MachineState prepare(BootDevice device, MachineState current) {
        return switch (device) {
            case CDROM -> withConfiguredIso(settings.has(device, current) ? current : current.withDriveAdded());
            case DISK -> current.withIso(Optional.empty());
            case NETWORK, FLOPPY, FIRMWARE_SETUP -> current;
        };
    }

    private MachineState withConfiguredIso(MachineState current) {
        Optional<IsoImage> iso = settings.iso();
        return iso.isPresent() ? current.withIso(iso.map(this::existing)) : current;
    }

    private IsoImage existing(IsoImage image) {
        if (!settings.isos().contains(image)) {
            throw new IsoUnavailableException(label() + " cannot mount " + image + ": there is no such image");
        }
        return image;
    }

    private void requireOn(String what) {
        PowerState power = state.power();
        if (power != PowerState.ON) {
            throw new InvalidPowerStateException(label() + " cannot " + what + ": it is " + power);
        }
    }

    private MachineState booted(MachineState current, Optional<PowerAction> cause) {
        return current.booted(new BootRecord(time.now(), cause, BootChoice.choose(settings, current), current.iso()));
    }

    private MachineState firstState() {
        MachineState first =
                switch (settings.initialPower()) {
                    case OFF -> MachineState.NEW;
                    case ON -> booted(MachineState.NEW, Optional.empty());
                    case SUSPENDED -> booted(MachineState.NEW, Optional.empty()).suspended(time.now());
                };
        store.save(settings.name(), first);
        return first;
    }

    private CompletionStage<Void> after(Duration delay, Function<MachineState, MachineState> change) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        time.after(delay, () -> {
            try {
                become(change.apply(state));
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        return done;
    }

    private synchronized CompletionStage<Void> become(MachineState next) {
        if (!gone) {
            store.save(settings.name(), next);
            MachineState before = state;
            state = next;
            MachineNews.tell(this, before, next);
        }
        return DONE;
    }

    private String label() {
        return "machine " + settings.name();
    }
}
