package org.ipmibridge.hypervisor.vmware.machine;

import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.vmware.boot.BootOverrides;
import org.ipmibridge.hypervisor.vmware.boot.BootWatch;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.iso.IsoListing;
import org.ipmibridge.hypervisor.vmware.iso.IsoPlaces;
import org.ipmibridge.hypervisor.vmware.iso.MachineIsos;
import org.ipmibridge.hypervisor.vmware.reconfigure.Reconfiguration;
import org.ipmibridge.hypervisor.vmware.session.Calls;

/** The machines of one server, and what goes on with them: to be made once for each server. Thread-safe. */
public final class VmwareMachines {
    private final MachineTools tools;
    private final BootWatch boots;

    /**
     * Does nothing before {@link #start}.
     *
     * @param hypervisor the hypervisor's configured name
     * @param places where ISO images are that are not named with their datastore
     * @param settings what is configured for a machine; asked again for each use
     * @param restoreDelay how long after a boot the machine's own boot order is put back
     * @param clock for how long machines have been on
     */
    public VmwareMachines(
            String hypervisor,
            Calls calls,
            Vms vms,
            IsoPlaces places,
            Function<VmState, MachineSettings> settings,
            Duration restoreDelay,
            InstantSource clock) {
        Reconfiguration reconfiguration = new Reconfiguration(calls, vms);
        BootOverrides overrides = new BootOverrides(reconfiguration);
        Lanes lanes = new Lanes(calls, id -> VmwareMachine.name(vms, id));
        boots = new BootWatch(vms, calls, lanes, overrides, restoreDelay);
        tools = new MachineTools(
                hypervisor,
                vms,
                lanes,
                new PowerControl(calls, vms, boots),
                overrides,
                new MachineIsos(calls, reconfiguration),
                new IsoListing(calls, places),
                places,
                new Names(calls, clock),
                settings,
                clock);
    }

    /** Begins to watch for boots. To be called before the inventory tells of its first machine. */
    public void start() {
        boots.start();
    }

    /**
     * The machine that a virtual machine becomes when it is seen for the first time.
     *
     * @param id the managed object id
     */
    public Machine create(String id) {
        return new VmwareMachine(id, tools);
    }

    /**
     * Lets changes of these machines wait for what a predecessor still does with them.
     *
     * @param underWay by managed object id when it has ended; no stage fails
     */
    public void follow(Map<String, ? extends CompletionStage<Void>> underWay) {
        tools.lanes().follow(underWay);
    }

    /** The machines that have something under way, by managed object id, and when that has ended; no future fails. */
    public Map<String, CompletableFuture<Void>> underWay() {
        return tools.lanes().underWay();
    }

    /** How many changes of machines run or wait for their turn. */
    public int changes() {
        return tools.lanes().changes();
    }

    /** Ends with {@code reason} what all machines have under way, and what is asked of them later; the backend stops. */
    public void close(HypervisorException reason) {
        tools.lanes().close(reason);
    }

    /** Ends what a machine has under way with {@code reason}; it was removed. */
    public void close(Machine machine, HypervisorException reason) {
        if (machine instanceof VmwareMachine known) {
            tools.lanes().close(known.vm(), reason);
        }
    }
}
