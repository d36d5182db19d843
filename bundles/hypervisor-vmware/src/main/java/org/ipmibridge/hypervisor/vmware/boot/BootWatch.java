package org.ipmibridge.hypervisor.vmware.boot;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.session.Calls;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees the boots that use overrides up, whoever causes them, and does what is due then: writes down that the override is used up, and puts the
 * machine's own order back once the firmware has read the other one. All that it needs to know is in the virtual machine, so another bridge,
 * or this one after a restart, goes on where it ended. Thread-safe.
 */
public final class BootWatch implements Vms.VmListener, Vms.ResetListener {
    private static final Logger LOG = LoggerFactory.getLogger(BootWatch.class);

    private final Vms vms;
    private final Calls calls;
    private final Turns turns;
    private final BootOverrides overrides;
    private final PowerHistory history;
    private final Duration restoreDelay;
    private final Persistence persistence;
    /** When the override was set whose end is under way, by managed object id. */
    private final Map<String, Instant> ending = new ConcurrentHashMap<>();

    private final Map<String, String> misunderstood = new ConcurrentHashMap<>();

    /**
     * Watches after {@link #start}.
     *
     * @param restoreDelay how long after a boot the firmware needs the boot order
     */
    public BootWatch(Vms vms, Calls calls, Turns turns, BootOverrides overrides, Duration restoreDelay) {
        this.vms = vms;
        this.calls = calls;
        this.turns = turns;
        this.overrides = overrides;
        this.history = new PowerHistory(calls);
        this.restoreDelay = restoreDelay;
        this.persistence = new Persistence(calls);
    }

    /** Begins to watch. */
    public void start() {
        vms.watch(this);
        vms.watchResets(this);
    }

    @Override
    public void changed(Optional<VmState> before, Optional<VmState> after) {
        if (after.isEmpty()) {
            before.ifPresent(gone -> forget(gone.id()));
            return;
        }
        VmState vm = after.get();
        OverrideReading reading = overrides.read(vm);
        if (reading.kept().isEmpty()) {
            forget(vm.id());
            vm.overrideRecord().ifPresent(text -> complain(vm, text));
        } else {
            look(vm, reading, reading.kept().get(), before.isEmpty());
        }
    }

    @Override
    public void reset(String id, Instant time) {
        vms.current(id).thenAccept(vm -> overrides
                .read(vm)
                .kept()
                .filter(kept -> time.isAfter(kept.setAt()))
                .ifPresent(kept -> booted(vm, kept)));
    }

    /** Tells of a boot that this bridge has just caused. */
    public void bootedByUs(VmState vm) {
        overrides.read(vm).kept().ifPresent(kept -> booted(vm, kept));
    }

    /**
     * Does at once what is still due after the boot before, so that the boot that now follows is in the machine's own order. To be called when
     * it is the machine's turn.
     */
    public CompletionStage<VmState> beforeBoot(VmState vm) {
        OverrideReading reading = overrides.read(vm);
        if (reading.kept().isEmpty() || !reading.isUsed()) {
            return CompletableFuture.completedStage(vm);
        }
        return overrides.settle(vm.id(), settling(vm), reading.kept().get()).exceptionally(failure -> {
            LOG.warn("{}; it boots as the override says", failure.getMessage());
            return vm;
        });
    }

    private void look(VmState vm, OverrideReading reading, OverrideRecord kept, boolean firstSeen) {
        if (kept.used() || reading.change() == BootMark.Change.BOOTED) {
            booted(vm, kept);
        } else if (!isEndedByBoot(kept)) {
            return;
        } else if (reading.change() == BootMark.Change.MOVED) {
            String what = label(vm) + "remember the power state for the boot override";
            persistence.pursue(what, () -> turn(vm, what, () -> overrides.mark(vm.id(), what, kept)));
        } else if (firstSeen) {
            lookBack(vm, kept);
        }
    }

    /** What happened while no bridge ran. */
    private void lookBack(VmState vm, OverrideRecord kept) {
        String what = label(vm) + "look for boots since the override was set";
        persistence.pursue(what, () -> vms.resetsSince(vm.id(), kept.setAt())
                .thenCompose(resets -> history.bootedSince(vm.id(), what, kept).thenAccept(on -> {
                    if (on || !resets.isEmpty()) {
                        booted(vm, kept);
                    }
                })));
    }

    private void booted(VmState vm, OverrideRecord kept) {
        if (!isEndedByBoot(kept) && !kept.used() || kept.setAt().equals(ending.put(vm.id(), kept.setAt()))) {
            return;
        }
        overrides.seen().add(vm.id(), kept);
        if (kept.isPending()) {
            LOG.info(
                    "{}it has booted, which uses up the one-time boot from {}",
                    label(vm),
                    kept.override().device());
            String what = label(vm) + "write down that the boot override is used up";
            persistence.pursue(what, () -> turn(vm, what, () -> overrides.use(vm.id(), what, kept)));
        }
        calls.after(restoreDelay, () -> settle(vm, kept));
    }

    private void settle(VmState vm, OverrideRecord kept) {
        String what = settling(vm);
        persistence.pursue(what, () -> turn(vm, what, () -> overrides.settle(vm.id(), what, kept))
                .thenRun(() -> ending.remove(vm.id(), kept.setAt())));
    }

    private CompletionStage<Void> turn(VmState vm, String what, Supplier<CompletionStage<VmState>> change) {
        return turns.take(vm.id(), what, () -> change.get().thenAccept(state -> {}));
    }

    /** A persistent one goes on, but for the firmware's setup the server must be asked after each boot. */
    private static boolean isEndedByBoot(OverrideRecord kept) {
        return kept.isPending()
                || kept.override().persistent() && kept.override().device() == BootDevice.FIRMWARE_SETUP;
    }

    private void forget(String id) {
        ending.remove(id);
        misunderstood.remove(id);
        overrides.seen().forget(id);
    }

    private void complain(VmState vm, String text) {
        if (!text.equals(misunderstood.put(vm.id(), text))) {
            LOG.warn("{}its {} is none that this bridge understands, and is ignored", label(vm), VmState.OVERRIDE_KEY);
        }
    }

    private static String settling(VmState vm) {
        return label(vm) + "put its own boot order back";
    }

    private static String label(VmState vm) {
        return "machine " + vm.name() + ": ";
    }
}
