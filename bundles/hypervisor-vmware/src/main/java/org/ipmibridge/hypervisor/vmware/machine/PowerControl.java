package org.ipmibridge.hypervisor.vmware.machine;

import com.vmware.vim25.ManagedObjectReference;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.function.Predicate;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.boot.BootWatch;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.reconfigure.Reconfiguration;
import org.ipmibridge.hypervisor.vmware.reconfigure.Stages;
import org.ipmibridge.hypervisor.vmware.session.Calls;
import org.ipmibridge.hypervisor.vmware.session.VimCall;

/**
 * Power of virtual machines. The state is asked for before each action, and after it. An action of which nobody knows the end is not repeated:
 * the state tells whether it has happened. The actions of one machine are to be carried out one after another. Thread-safe.
 */
final class PowerControl {
    private final Calls calls;
    private final Vms vms;
    private final BootWatch boots;

    PowerControl(Calls calls, Vms vms, BootWatch boots) {
        this.calls = calls;
        this.vms = vms;
        this.boots = boots;
    }

    /** Why the guest of a machine that is on cannot be asked for anything; empty if it can, or if nobody knows. */
    static Optional<GuestUnavailableException> deafness(VmState vm) {
        boolean deaf = power(vm) == PowerState.ON
                && vm.guest().toolsStatus().isPresent()
                && !vm.guest().toolsRun();
        return deaf
                ? Optional.of(new GuestUnavailableException(
                        label(vm) + "the guest cannot be asked to shut down, because VMware Tools do not run in it"))
                : Optional.empty();
    }

    CompletionStage<Void> perform(String id, PowerAction action) {
        return vms.refresh(id)
                .thenCompose(vm -> switch (action) {
                    case ON -> on(vm);
                    case OFF -> off(vm, label(vm) + "power off");
                    case CYCLE -> cycle(vm);
                    case RESET -> reset(vm);
                    case SOFT_OFF -> softOff(vm);
                    case NMI -> interrupt(vm);
                })
                .thenAccept(vm -> {});
    }

    /** The confirmed power state. */
    static PowerState power(VmState vm) {
        return vm.power()
                .orElseThrow(() -> new HypervisorUnavailableException(
                        "machine " + vm.name() + ": the server does not know its power state; its host may be away"));
    }

    private CompletionStage<VmState> on(VmState vm) {
        return switch (power(vm)) {
            case ON -> CompletableFuture.completedStage(vm);
            case SUSPENDED -> powerOn(vm, label(vm) + "resume");
            case OFF ->
                boots.beforeBoot(vm)
                        .thenCompose(ready -> powerOn(ready, label(vm) + "power on"))
                        .thenApply(this::booted);
        };
    }

    private CompletionStage<VmState> powerOn(VmState vm, String what) {
        ManagedObjectReference machine = Reconfiguration.machine(vm.id());
        return task(vm, what, vim -> vim.port().powerOnVM_Task(machine, null), after -> power(after) == PowerState.ON);
    }

    /** Never asks the guest first. A suspended machine loses the memory that was kept. */
    private CompletionStage<VmState> off(VmState vm, String what) {
        ManagedObjectReference machine = Reconfiguration.machine(vm.id());
        return power(vm) == PowerState.OFF
                ? CompletableFuture.completedStage(vm)
                : task(vm, what, vim -> vim.port().powerOffVM_Task(machine), after -> power(after) == PowerState.OFF);
    }

    private CompletionStage<VmState> cycle(VmState vm) {
        requireOn(vm, "be power-cycled");
        return boots.beforeBoot(vm)
                .thenCompose(ready -> off(ready, label(vm) + "power cycle, power off"))
                .thenCompose(off ->
                        powerOn(requireOff(off), label(vm) + "power cycle, power on again after it was powered off"))
                .thenApply(this::booted);
    }

    private CompletionStage<VmState> reset(VmState vm) {
        requireOn(vm, "be reset");
        ManagedObjectReference machine = Reconfiguration.machine(vm.id());
        return boots.beforeBoot(vm)
                .thenCompose(
                        ready -> task(vm, label(vm) + "reset", vim -> vim.port().resetVM_Task(machine), after -> false))
                .thenApply(this::booted);
    }

    private CompletionStage<VmState> softOff(VmState vm) {
        requireOn(vm, "shut down");
        deafness(vm).ifPresent(deaf -> {
            throw deaf;
        });
        ManagedObjectReference machine = Reconfiguration.machine(vm.id());
        CompletionStage<VmState> told = calls.change(label(vm) + "ask the guest to shut down", vim -> {
                    vim.port().shutdownGuest(machine);
                    return vm;
                })
                .thenCompose(done -> vms.refresh(vm.id()));
        return look(vm, told, after -> power(after) == PowerState.OFF);
    }

    private CompletionStage<VmState> interrupt(VmState vm) {
        requireOn(vm, "take an NMI");
        ManagedObjectReference machine = Reconfiguration.machine(vm.id());
        return calls.change(label(vm) + "send an NMI", vim -> {
            vim.port().sendNMI(machine);
            return vm;
        });
    }

    /** @param happened whether a state shows that it was done */
    private CompletionStage<VmState> task(
            VmState vm, String what, VimCall<ManagedObjectReference> start, Predicate<VmState> happened) {
        CompletionStage<VmState> done =
                calls.task(what, Reconfiguration.machine(vm.id()), start).thenCompose(result -> vms.refresh(vm.id()));
        return look(vm, done, happened);
    }

    /** After a failure, the state tells whether it has happened all the same: the connection broke, or somebody else did it. */
    private CompletionStage<VmState> look(VmState vm, CompletionStage<VmState> done, Predicate<VmState> happened) {
        return Stages.recover(done, failure -> vms.refresh(vm.id())
                .handle((after, unknown) -> unknown == null && happened.test(after)
                        ? CompletableFuture.completedStage(after)
                        : CompletableFuture.<VmState>failedStage(failure))
                .thenCompose(Function.identity()));
    }

    private VmState booted(VmState vm) {
        boots.bootedByUs(vm);
        return vm;
    }

    private static void requireOn(VmState vm, String what) {
        if (power(vm) != PowerState.ON) {
            throw new InvalidPowerStateException(label(vm) + "it cannot " + what + ": it is " + power(vm));
        }
    }

    private static VmState requireOff(VmState vm) {
        if (power(vm) != PowerState.OFF) {
            throw new HypervisorException(label(vm) + "power cycle: the server says that it was powered off, but it is "
                    + power(vm) + "; it is not powered on");
        }
        return vm;
    }

    private static String label(VmState vm) {
        return "machine " + vm.name() + ": ";
    }
}
