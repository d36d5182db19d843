package org.ipmibridge.hypervisor.vmware.machine;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.vmware.iso.DatastorePath;
import org.ipmibridge.hypervisor.vmware.iso.IsoPlaces;
import org.ipmibridge.testkit.FakeClock;

/** One bridge with the machine of a server in memory; several may be at work, or one after another. */
final class FakeBridge {
    static final Duration RESTORE_DELAY = Duration.ofSeconds(30);

    final FakeCalls calls;
    final FakeVms vms;
    final Machine machine;

    private FakeBridge(FakeServer server, FakeClock clock, MachineSettings settings) {
        calls = new FakeCalls(server, clock);
        vms = new FakeVms(server, calls);
        VmwareMachines machines = new VmwareMachines(
                "lab", calls, vms, new IsoPlaces(Optional.of("ds1"), "iso"), vm -> settings, RESTORE_DELAY, clock);
        machines.start();
        machine = machines.create(server.vm.reference.val);
    }

    /** A bridge with an image for booting from CD, which has seen the machine. */
    static FakeBridge start(FakeServer server, FakeClock clock) {
        return start(
                server, clock, new MachineSettings(Optional.of(DatastorePath.parse("[ds1] iso/rescue.iso")), false));
    }

    static FakeBridge start(FakeServer server, FakeClock clock, MachineSettings settings) {
        FakeBridge bridge = new FakeBridge(server, clock, settings);
        bridge.vms.see();
        return bridge;
    }

    /** The value of a stage that must be complete; throws what it failed with. */
    static <T> T done(CompletionStage<T> stage) {
        try {
            return stage.toCompletableFuture().getNow(null);
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
