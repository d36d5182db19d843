package org.ipmibridge.hypervisor.vmware.boot;

import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** Lets the changes of one virtual machine be made one after another. */
@FunctionalInterface
public interface Turns {
    /**
     * Makes a change when its turn comes.
     *
     * @param id the managed object id of the virtual machine
     * @param what what is done, in words for a message
     * @return fails only with a {@link org.ipmibridge.hypervisor.api.HypervisorException}, with a
     *     {@link org.ipmibridge.hypervisor.api.MachineNotFoundException} for a machine that is gone
     */
    CompletionStage<Void> take(String id, String what, Supplier<CompletionStage<Void>> change);
}
