package org.ipmibridge.hypervisor.vmware.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.hypervisor.vmware.machine.FakeBridge.done;

import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.junit.Test;

/** Boot orders and requests that another client of the server makes, beside the overrides of the bridge. */
public final class ForeignBootOrderTest extends BootCase {

    @Test
    public void aRequestForTheSetupFromElsewhereIsAnOverrideAndCanBeCleared() {
        vm.bootOptions.enterBIOSSetup = true;
        bridge.vms.see();
        assertThat(inForce()).contains(once(BootDevice.FIRMWARE_SETUP));

        done(bridge.machine.clearBootOverride());

        assertThat(vm.bootOptions.enterBIOSSetup).isFalse();
        assertThat(inForce()).isEmpty();
    }

    @Test
    public void anOrderFromElsewhereWithoutARecordIsTheMachinesOwn() {
        vm.order(FakeVm.nic());
        bridge.vms.see();

        assertThat(inForce()).isEmpty();
    }

    @Test
    public void anOrderThatSomebodySetMeanwhileIsToldAndNotTakenBack() {
        set(CD_ONCE);
        vm.order(FakeVm.nic(), FakeVm.disk());
        bridge.vms.see();
        assertThat(inForce()).contains(new BootOverride(BootDevice.NETWORK, true, false));

        server.powerOn();
        bridge.vms.see();
        clock.advance(FakeBridge.RESTORE_DELAY);

        assertThat(vm.order()).containsExactly("Ethernet", "Disk");
        assertThat(vm.overrideRecord()).isEmpty();
        assertThat(inForce()).isEmpty();
    }

    @Test
    public void anOrderThatSomebodyHasPutBackIsNoOverride() {
        set(CD_ONCE);
        vm.order(FakeVm.disk(), FakeVm.nic());
        bridge.vms.see();

        assertThat(inForce()).isEmpty();
    }

    @Test
    public void whatSomebodyChangesBetweenReadingAndWritingIsNotLost() {
        server.beforeReconfiguration = () -> vm.order(FakeVm.nic(), FakeVm.disk());
        bridge = FakeBridge.start(server, clock, new MachineSettings(Optional.empty(), false));

        set(CD_ONCE);
        done(bridge.machine.clearBootOverride());

        assertThat(vm.order()).containsExactly("Ethernet", "Disk");
    }
}
