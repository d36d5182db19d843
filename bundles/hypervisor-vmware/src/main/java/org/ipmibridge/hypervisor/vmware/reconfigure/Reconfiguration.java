package org.ipmibridge.hypervisor.vmware.reconfigure;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualMachineConfigSpec;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.session.Calls;

/**
 * Changes a virtual machine's configuration: reads it, decides, and writes what was decided, unless somebody else has changed it meanwhile;
 * then all over again. A write that nobody knows the end of is not repeated: the configuration is read once more, and either it is so, or the
 * change has failed. Thread-safe.
 */
public final class Reconfiguration {
    private static final int ATTEMPTS = 4;
    private static final CompletionStage<Void> DONE = CompletableFuture.completedStage(null);

    private final Calls calls;
    private final Vms vms;

    public Reconfiguration(Calls calls, Vms vms) {
        this.calls = calls;
        this.vms = vms;
    }

    /** The configuration as it is. */
    public CompletionStage<VmConfig> read(String id, String what) {
        return calls.read(what, vim -> VmConfigReader.read(vim, machine(id)));
    }

    /**
     * Changes the configuration of a virtual machine. Completes when the server has done it and the new state was read.
     *
     * @param id the managed object id
     * @param what what is done, in words for a message
     * @param change what to write for this configuration; none when it is already so. It is asked again after each reading.
     */
    public CompletionStage<VmState> change(
            String id, String what, Function<VmConfig, Optional<VirtualMachineConfigSpec>> change) {
        return attempt(id, what, change, ATTEMPTS).thenCompose(done -> vms.refresh(id));
    }

    private CompletionStage<Void> attempt(
            String id, String what, Function<VmConfig, Optional<VirtualMachineConfigSpec>> change, int left) {
        return read(id, what).thenCompose(config -> change.apply(config)
                .map(spec ->
                        Stages.recover(write(config, what, spec), failure -> look(id, what, change, left - 1, failure)))
                .orElse(DONE));
    }

    private CompletionStage<Void> write(VmConfig config, String what, VirtualMachineConfigSpec spec) {
        spec.changeVersion = config.changeVersion().orElse(null);
        ManagedObjectReference machine = config.machine();
        return calls.task(what, machine, vim -> vim.port().reconfigVM_Task(machine, spec))
                .thenAccept(result -> {});
    }

    private CompletionStage<Void> look(
            String id,
            String what,
            Function<VmConfig, Optional<VirtualMachineConfigSpec>> change,
            int left,
            Throwable failure) {
        if (left > 0 && Faults.isConcurrent(failure)) {
            return attempt(id, what, change, left);
        }
        return read(id, what)
                .handle((config, unreadable) -> unreadable == null && isDone(change, config))
                .thenCompose(done -> done ? DONE : CompletableFuture.failedStage(failure));
    }

    private static boolean isDone(Function<VmConfig, Optional<VirtualMachineConfigSpec>> change, VmConfig config) {
        try {
            return change.apply(config).isEmpty();
        } catch (RuntimeException e) {
            return false; // what was asked makes no sense any more, so it was not done either
        }
    }

    /** A virtual machine's reference. */
    public static ManagedObjectReference machine(String id) {
        ManagedObjectReference machine = new ManagedObjectReference();
        machine.type = "VirtualMachine";
        machine.val = id;
        return machine;
    }
}
