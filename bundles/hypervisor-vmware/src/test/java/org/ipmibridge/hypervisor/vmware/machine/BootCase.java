package org.ipmibridge.hypervisor.vmware.machine;

import static org.ipmibridge.hypervisor.vmware.machine.FakeBridge.done;

import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Before;

/** A machine whose own order is disk, network, on a server in memory, and a bridge. */
public abstract class BootCase {
    static final BootOverride CD_ONCE = once(BootDevice.CDROM);

    final FakeClock clock = new FakeClock();
    FakeServer server;
    FakeVm vm;
    FakeBridge bridge;

    @Before
    public void start() throws Exception {
        server = new FakeServer(clock);
        vm = server.vm;
        vm.order(FakeVm.disk(), FakeVm.nic());
        bridge = FakeBridge.start(server, clock);
    }

    final void set(BootOverride override) {
        done(bridge.machine.setBootOverride(override));
    }

    final Optional<BootOverride> inForce() {
        return done(bridge.machine.bootOverride());
    }

    static BootOverride once(BootDevice device) {
        return new BootOverride(device, false, false);
    }
}
