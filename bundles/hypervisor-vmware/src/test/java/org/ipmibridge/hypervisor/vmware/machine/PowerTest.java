package org.ipmibridge.hypervisor.vmware.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.hypervisor.vmware.machine.FakeBridge.done;

import com.vmware.vim25.InsufficientResourcesFault;
import com.vmware.vim25.MethodNotFound;
import com.vmware.vim25.TaskInProgress;
import com.vmware.vim25.ToolsUnavailable;
import java.time.Duration;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.InsufficientResourcesException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Before;
import org.junit.Test;

public final class PowerTest {
    private final FakeClock clock = new FakeClock();
    private FakeServer server;
    private FakeBridge bridge;

    @Before
    public void start() throws Exception {
        server = new FakeServer(clock);
        bridge = FakeBridge.start(server, clock);
    }

    @Test
    public void onAndOffChangeThePower() {
        perform(PowerAction.ON);
        assertThat(status().state()).isEqualTo(PowerState.ON);
        assertThat(status().bootTime()).isPresent();

        perform(PowerAction.OFF);
        assertThat(status().state()).isEqualTo(PowerState.OFF);
        assertThat(status().bootTime()).isEmpty();
        assertThat(server.changes).containsExactly("powerOn", "powerOff");
    }

    @Test
    public void whatIsSoAlreadyIsNotDone() {
        perform(PowerAction.OFF);
        server.powerOn(); // and nobody has told the bridge
        perform(PowerAction.ON);

        assertThat(server.changes).isEmpty();
        assertThat(status().state()).isEqualTo(PowerState.ON);
    }

    @Test
    public void aCycleSwitchesOffAndOn() {
        server.powerOn();

        perform(PowerAction.CYCLE);

        assertThat(server.changes).containsExactly("powerOff", "powerOn");
        assertThat(status().state()).isEqualTo(PowerState.ON);
    }

    @Test
    public void aCycleThatEndsWithoutPowerSaysSo() {
        server.powerOn();
        server.refusals.put("powerOn", FakeServer.fault(new InsufficientResourcesFault()));

        assertThatThrownBy(() -> perform(PowerAction.CYCLE))
                .isInstanceOf(InsufficientResourcesException.class)
                .hasMessageContaining("web01")
                .hasMessageContaining("power on again after it was powered off");

        assertThat(status().state()).isEqualTo(PowerState.OFF);
    }

    @Test
    public void whatNeedsPowerIsRefusedWithout() {
        for (PowerAction action :
                new PowerAction[] {PowerAction.CYCLE, PowerAction.RESET, PowerAction.SOFT_OFF, PowerAction.NMI}) {
            assertThatThrownBy(() -> perform(action))
                    .isInstanceOf(InvalidPowerStateException.class)
                    .hasMessageContaining("it is OFF");
        }
        assertThat(server.changes).isEmpty();
    }

    @Test
    public void aSuspendedMachineIsResumedOrLosesItsMemory() {
        server.powerOn();
        server.suspend();
        perform(PowerAction.ON);
        assertThat(status().state()).isEqualTo(PowerState.ON);
        assertThat(server.vm.boots).hasSize(1);

        server.suspend();
        assertThatThrownBy(() -> perform(PowerAction.RESET)).isInstanceOf(InvalidPowerStateException.class);
        perform(PowerAction.OFF);
        assertThat(status().state()).isEqualTo(PowerState.OFF);
    }

    @Test
    public void anActionUnderWhichTheConnectionBrokeIsLookedForAndNotRepeated() {
        bridge.calls.breakUnderNextChange();
        perform(PowerAction.ON);
        assertThat(server.changes).containsExactly("powerOn");

        bridge.calls.breakUnderNextChange();
        assertThatThrownBy(() -> perform(PowerAction.RESET)).isInstanceOf(HypervisorUnavailableException.class);
        assertThat(server.changes).containsExactly("powerOn", "reset");
    }

    @Test
    public void aCycleGoesOnWhenThePowerOffWasSeenThoughNobodyToldOfIt() {
        server.powerOn();
        bridge.calls.breakUnderNextChange();

        perform(PowerAction.CYCLE);

        assertThat(server.changes).containsExactly("powerOff", "powerOn");
    }

    @Test
    public void whoeverWasFasterHasDoneItForUs() {
        server.refusals.put("powerOn", FakeServer.fault(new TaskInProgress()));
        assertThatThrownBy(() -> perform(PowerAction.ON)).isInstanceOf(MachineBusyException.class);
        assertThat(status().state()).isEqualTo(PowerState.OFF);
    }

    @Test
    public void aGuestWithoutToolsCannotBeAsked() {
        server.powerOn();
        server.vm.tools = Optional.of("guestToolsNotRunning");
        assertThatThrownBy(() -> perform(PowerAction.SOFT_OFF))
                .isInstanceOf(GuestUnavailableException.class)
                .hasMessageContaining("VMware Tools do not run");
        assertThat(server.changes).isEmpty();

        server.vm.tools = Optional.empty();
        server.refusals.put("shutdownGuest", FakeServer.fault(new ToolsUnavailable()));
        assertThatThrownBy(() -> perform(PowerAction.SOFT_OFF)).isInstanceOf(GuestUnavailableException.class);
    }

    @Test
    public void aGuestThatIsKnownToHaveNoToolsIsRefusedAtOnce() {
        server.powerOn();
        server.vm.tools = Optional.of("guestToolsNotRunning");
        bridge.vms.see();

        assertThat(bridge.machine.perform(PowerAction.SOFT_OFF).toCompletableFuture())
                .isCompletedExceptionally();
    }

    @Test
    public void aSoftOffIsDoneWhenTheGuestWasTold() {
        server.powerOn();

        perform(PowerAction.SOFT_OFF);

        assertThat(server.changes).containsExactly("shutdownGuest");
        assertThat(status().state()).isEqualTo(PowerState.ON);
    }

    @Test
    public void anNmiIsUnsupportedWhereTheServerDoesNotKnowIt() {
        server.powerOn();
        perform(PowerAction.NMI);
        server.refusals.put("sendNMI", FakeServer.fault(new MethodNotFound()));

        assertThatThrownBy(() -> perform(PowerAction.NMI)).isInstanceOf(UnsupportedRequestException.class);
    }

    @Test
    public void anUnknownPowerStateIsNeverOff() {
        server.vm.power = null;
        bridge.vms.see();

        assertThatThrownBy(this::status).isInstanceOf(HypervisorUnavailableException.class);
        assertThatThrownBy(() -> perform(PowerAction.ON)).isInstanceOf(HypervisorUnavailableException.class);
        assertThat(server.changes).isEmpty();
    }

    @Test
    public void theTimeWithPowerIsThatSinceTheBoot() {
        server.vm.boot(clock.instant());
        bridge.vms.see();
        clock.advance(Duration.ofHours(3));

        assertThat(status().poweredOn()).isEqualTo(Duration.ofHours(3));
    }

    @Test
    public void theInstanceUuidIdentifiesTheMachine() {
        assertThat(bridge.machine.id()).isEqualTo("50000000-0000-4000-8000-000000000001");
        assertThat(bridge.machine.name()).isEqualTo("web01");
        assertThat(done(bridge.machine.info()).uuid()).hasToString("42000000-0000-4000-8000-000000000001");
    }

    @Test
    public void detailsNameTheHostAndTheDatastores() {
        server.vm.order(FakeVm.cd(), FakeVm.disk(), FakeVm.nic());
        bridge.vms.see();

        assertThat(done(bridge.machine.details())).satisfies(details -> {
            assertThat(details.host()).contains("esx1.example.org");
            assertThat(details.datastores()).containsExactly("ds1");
            assertThat(details.bootOrder()).containsExactly("cdrom", "disk", "network");
            assertThat(details.inventoryPath()).contains("DC0/vm/web01");
        });
        int before = bridge.calls.made();
        done(bridge.machine.details());
        assertThat(bridge.calls.made()).isEqualTo(before);
    }

    private void perform(PowerAction action) {
        done(bridge.machine.perform(action));
    }

    private PowerStatus status() {
        return done(bridge.machine.powerStatus());
    }
}
