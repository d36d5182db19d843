package org.ipmibridge.hypervisor.vmware.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.hypervisor.vmware.machine.MachinesWithSimulatorTest.await;
import static org.ipmibridge.hypervisor.vmware.machine.MachinesWithSimulatorTest.done;

import java.time.Duration;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.InsufficientResourcesException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.MachineDetails;
import org.ipmibridge.hypervisor.api.PermissionDeniedException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.fake.Behaviour;
import org.ipmibridge.hypervisor.vmware.fake.FakeVm;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** What a simulator cannot show: a server that refuses, asks, takes its time and loses connections. */
public final class MachinesWithFaultsTest {
    private static final BootOverride NETWORK_ONCE = new BootOverride(BootDevice.NETWORK, false, false);

    private final LogRecorder log = new LogRecorder("org.ipmibridge.hypervisor.vmware");
    private final FakeVsphere server = FakeVsphere.create();
    private final FakeVm vm = server.addVm("web01");
    private LiveBridge bridge;
    private Machine machine;

    @Before
    public void start() throws Exception {
        bridge = LiveBridge.start(
                server.url(),
                FakeVsphere.USER,
                FakeVsphere.PASSWORD,
                server.fingerprint(),
                new MachineSettings(Optional.empty(), false),
                Duration.ZERO);
        machine = bridge.machine("web01");
    }

    @After
    public void stop() {
        bridge.close();
        server.close();
        log.close();
    }

    @Test
    public void aCycleWaitsUntilTheMachineIsOff() throws Exception {
        vm.power("poweredOn");
        server.taskDuration(Duration.ofMillis(300));

        perform(PowerAction.CYCLE);

        assertThat(vm.operations()).containsExactly("PowerOffVM_Task", "PowerOnVM_Task");
        assertThat(power()).isEqualTo(PowerState.ON);
    }

    @Test
    public void theServersRefusalsKeepTheirMeaning() throws Exception {
        server.next("PowerOnVM_Task", Behaviour.fault("TaskInProgress", "", "Another task is already in progress."));
        assertThatThrownBy(() -> perform(PowerAction.ON))
                .isInstanceOf(MachineBusyException.class)
                .hasMessageContaining("machine web01: power on");

        server.next(
                "PowerOnVM_Task",
                Behaviour.failingTask(
                        "InsufficientMemoryResourcesFault", "<unreserved>1</unreserved><requested>2</requested>", ""));
        assertThatThrownBy(() -> perform(PowerAction.ON)).isInstanceOf(InsufficientResourcesException.class);

        server.next(
                "PowerOnVM_Task",
                Behaviour.fault(
                        "NoPermission",
                        "<object type=\"VirtualMachine\">" + vm.id()
                                + "</object><privilegeId>VirtualMachine.Interact.PowerOn</privilegeId>",
                        "Permission to perform this operation was denied."));
        assertThatThrownBy(() -> perform(PowerAction.ON))
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessageContaining("VirtualMachine.Interact.PowerOn");
        assertThat(power()).isEqualTo(PowerState.OFF);

        perform(PowerAction.ON);
        assertThat(power()).isEqualTo(PowerState.ON);
    }

    @Test
    public void aGuestWithoutToolsCannotBeAskedAndIsNotSwitchedOff() throws Exception {
        vm.power("poweredOn").object().unset("guest.toolsRunningStatus");

        assertThatThrownBy(() -> perform(PowerAction.SOFT_OFF))
                .isInstanceOf(GuestUnavailableException.class)
                .hasMessageContaining("VMware Tools do not run");

        assertThat(power()).isEqualTo(PowerState.ON);
    }

    @Test
    public void anActionThatWasDoneWhileTheConnectionBrokeIsNotDoneTwice() throws Exception {
        server.next("PowerOnVM_Task", Behaviour.doneAndCut());
        perform(PowerAction.ON);
        assertThat(server.calls("PowerOnVM_Task")).isEqualTo(1);
        assertThat(power()).isEqualTo(PowerState.ON);

        server.next("PowerOffVM_Task", Behaviour.cut());
        assertThatThrownBy(() -> perform(PowerAction.OFF)).isInstanceOf(HypervisorUnavailableException.class);
        assertThat(server.calls("PowerOffVM_Task")).isEqualTo(1);
        assertThat(power()).isEqualTo(PowerState.ON);

        server.next("ReconfigVM_Task", Behaviour.doneAndCut());
        done(machine.setBootOverride(NETWORK_ONCE));
        assertThat(server.calls("ReconfigVM_Task")).isEqualTo(1);
        assertThat(done(machine.bootOverride())).contains(NETWORK_ONCE);
    }

    @Test
    public void aLostSessionIsNoticedByNobody() throws Exception {
        server.endSessions();

        perform(PowerAction.ON);
        server.endSessions();
        done(machine.setBootOverride(NETWORK_ONCE));

        assertThat(vm.operations()).containsExactly("PowerOnVM_Task", "ReconfigVM_Task");
    }

    @Test
    public void anEjectOfADiscThatTheGuestHasLockedDoesNotHang() throws Exception {
        vm.addDevice(
                        3000,
                        "VirtualCdrom",
                        "<backing xsi:type=\"VirtualCdromIsoBackingInfo\"><fileName>[LocalDS_0] a.iso</fileName></backing>"
                                + "<connectable><startConnected>true</startConnected><allowGuestControl>true</allowGuestControl>"
                                + "<connected>true</connected></connectable><controllerKey>200</controllerKey>"
                                + "<unitNumber>1</unitNumber>")
                .power("poweredOn");
        await(() -> done(machine.mountedIso()).equals(Optional.of(new IsoImage("[LocalDS_0] a.iso"))));
        vm.askAtReconfiguration(
                "msg.cdromdisconnect.locked",
                "The guest operating system has locked the CD-ROM door. Disconnect anyway and override the lock?");

        done(machine.ejectIso());

        assertThat(vm.answers()).containsExactly("0");
        assertThat(done(machine.mountedIso())).isEmpty();
    }

    @Test
    public void aMissingImageIsNamedWithItsDatastore() {
        server.always(
                "SearchDatastore_Task", Behaviour.failingTask("FileNotFound", "<file>[LocalDS_0] none</file>", ""));

        assertThatThrownBy(() -> done(machine.mountIso(new IsoImage("[LocalDS_0] none/x.iso"))))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("datastore LocalDS_0 has no file none/x.iso");
        assertThat(vm.operations()).isEmpty();
    }

    @Test
    public void anOverrideIsUsedUpAndTheOwnOrderComesBackAlsoOverRefusals() throws Exception {
        done(machine.setBootOverride(NETWORK_ONCE));
        server.next("ReconfigVM_Task", Behaviour.fault("TaskInProgress", "", "busy"));
        server.next("ReconfigVM_Task", Behaviour.cut());

        vm.power("poweredOn");

        await(() -> done(machine.bootOverride()).isEmpty());
        await(() -> vm.extraConfig("ipmibridge.boot.override").isEmpty());
        assertThat(vm.object().get("config.bootOptions")).doesNotContain("BootableEthernetDevice");
    }

    @Test
    public void detailsDoNotWaitForNamesOfAServerThatHangs() throws Exception {
        server.freeze();

        MachineDetails details = done(machine.details());

        assertThat(details.host()).contains("host-5");
        server.thaw();
    }

    private PowerState power() throws Exception {
        return done(machine.powerStatus()).state();
    }

    private void perform(PowerAction action) throws Exception {
        done(machine.perform(action));
    }
}
