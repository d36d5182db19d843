package org.ipmibridge.hypervisor.vmware.machine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.hypervisor.vmware.machine.FakeBridge.done;

import com.vmware.vim25.NoPermission;
import com.vmware.vim25.VirtualMachineBootOptionsBootableDevice;
import java.time.Duration;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.PermissionDeniedException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.junit.Test;

public final class BootOverrideTest extends BootCase {
    private static final BootOverride CD_ALWAYS = new BootOverride(BootDevice.CDROM, true, false);

    @Test
    public void cdromPutsTheImageInAndCdFirstAndLeavesTheRestAsItIs() {
        set(CD_ONCE);

        assertThat(vm.order()).containsExactly("Cdrom", "Disk", "Ethernet");
        assertThat(vm.iso()).contains("[ds1] iso/rescue.iso");
        assertThat(vm.cdDrive().orElseThrow().connectable.startConnected).isTrue();
        assertThat(vm.bootOptions.bootDelay).isEqualTo(700);
        assertThat(inForce()).contains(CD_ONCE);
    }

    @Test
    public void diskTakesTheImageOut() {
        set(CD_ONCE);

        set(once(BootDevice.DISK));

        assertThat(vm.iso()).isEmpty();
        assertThat(vm.order()).containsExactly("Disk", "Ethernet");
        assertThat(inForce()).contains(once(BootDevice.DISK));
    }

    @Test
    public void networkPutsTheAdapterFirstAndLeavesTheDriveAlone() {
        set(CD_ONCE);

        set(once(BootDevice.NETWORK));

        assertThat(vm.order()).containsExactly("Ethernet", "Disk");
        assertThat(vm.iso()).isPresent();
    }

    @Test
    public void aDeviceThatTheMachineLacksIsRefusedAndNothingChanges() {
        assertThatThrownBy(() -> set(once(BootDevice.FLOPPY)))
                .isInstanceOf(UnsupportedRequestException.class)
                .hasMessageContaining("machine web01");

        assertThat(server.changes).isEmpty();
    }

    @Test
    public void aMissingImageLeavesTheBootOrderAlone() {
        server.files.clear();

        assertThatThrownBy(() -> set(CD_ONCE))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("ds1")
                .hasMessageContaining("iso/rescue.iso");

        assertThat(server.changes).isEmpty();
        assertThat(inForce()).isEmpty();
    }

    @Test
    public void withoutAConfiguredImageOnlyTheOrderChanges() {
        bridge = FakeBridge.start(server, clock, new MachineSettings(Optional.empty(), false));

        set(CD_ONCE);

        assertThat(vm.order()).startsWith("Cdrom");
        assertThat(vm.iso()).isEmpty();
    }

    @Test
    public void aOneTimeOverrideIsUsedUpByAPowerOnOfAnyoneAndTheOwnOrderComesBack() {
        set(CD_ONCE);

        server.powerOn();
        bridge.vms.see();

        assertThat(vm.boots).containsExactly("Cdrom");
        assertThat(inForce()).isEmpty();
        assertThat(vm.order()).as("the firmware needs some time").startsWith("Cdrom");
        clock.advance(FakeBridge.RESTORE_DELAY);
        assertThat(vm.order()).containsExactly("Disk", "Ethernet");
        assertThat(vm.overrideRecord()).isEmpty();
        assertThat(vm.iso()).as("an installer still needs it").isPresent();
        assertThat(inForce()).isEmpty();
    }

    @Test
    public void aResetOfAnyoneUsesItUpToo() {
        server.powerOn();
        bridge.vms.see();
        set(CD_ONCE);
        clock.advance(Duration.ofSeconds(1));

        server.reset();
        bridge.vms.see();

        assertThat(inForce()).isEmpty();
        clock.advance(FakeBridge.RESTORE_DELAY);
        assertThat(vm.order()).containsExactly("Disk", "Ethernet");
    }

    @Test
    public void aResetFromBeforeItWasSetDoesNotUseItUp() {
        server.powerOn();
        server.reset();
        clock.advance(Duration.ofSeconds(1));
        set(CD_ONCE);

        bridge.vms.see();
        clock.advance(Duration.ofMinutes(5));

        assertThat(inForce()).contains(CD_ONCE);
    }

    @Test
    public void ourOwnResetUsesItUp() {
        server.powerOn();
        bridge.vms.see();
        set(CD_ONCE);

        done(bridge.machine.perform(PowerAction.RESET));

        assertThat(vm.boots).containsExactly("Disk", "Cdrom");
        assertThat(inForce()).isEmpty();
        clock.advance(FakeBridge.RESTORE_DELAY);
        assertThat(vm.order()).containsExactly("Disk", "Ethernet");
    }

    @Test
    public void aSecondBootBeforeTheOwnOrderIsBackDoesNotBootFromCdAgain() {
        set(CD_ONCE);
        done(bridge.machine.perform(PowerAction.ON));

        done(bridge.machine.perform(PowerAction.CYCLE));

        assertThat(vm.boots).containsExactly("Cdrom", "Disk");
    }

    @Test
    public void aPersistentOverrideStays() {
        set(CD_ALWAYS);

        done(bridge.machine.perform(PowerAction.ON));
        clock.advance(Duration.ofMinutes(5));
        done(bridge.machine.perform(PowerAction.CYCLE));
        clock.advance(Duration.ofMinutes(5));

        assertThat(vm.boots).containsExactly("Cdrom", "Cdrom");
        assertThat(inForce()).contains(CD_ALWAYS);
        done(bridge.machine.clearBootOverride());
        assertThat(vm.order()).containsExactly("Disk", "Ethernet");
        assertThat(inForce()).isEmpty();
        assertThat(vm.overrideRecord()).isEmpty();
    }

    @Test
    public void anotherOverrideKeepsTheOwnOrderOfTheFirst() {
        set(CD_ONCE);
        set(new BootOverride(BootDevice.NETWORK, true, true));

        assertThat(inForce()).contains(new BootOverride(BootDevice.NETWORK, true, true));
        done(bridge.machine.clearBootOverride());

        assertThat(vm.order()).containsExactly("Disk", "Ethernet");
    }

    @Test
    public void anOwnOrderThatIsTheFirmwaresIsClearedAgain() {
        vm.bootOptions.bootOrder = null;
        set(CD_ONCE);
        assertThat(vm.order()).containsExactly("Cdrom");

        done(bridge.machine.perform(PowerAction.ON));
        clock.advance(FakeBridge.RESTORE_DELAY);

        assertThat(vm.bootOptions.bootOrder).isNull();
    }

    @Test
    public void anEntryOfTheBaseClassIsNoOrder() {
        vm.order(new VirtualMachineBootOptionsBootableDevice());

        set(CD_ONCE);

        assertThat(vm.order()).containsExactly("Cdrom");
    }

    @Test
    public void theFirmwareSetupIsForOneBoot() {
        set(once(BootDevice.FIRMWARE_SETUP));
        assertThat(vm.bootOptions.enterBIOSSetup).isTrue();
        assertThat(inForce()).contains(once(BootDevice.FIRMWARE_SETUP));

        done(bridge.machine.perform(PowerAction.ON));
        clock.advance(FakeBridge.RESTORE_DELAY);
        done(bridge.machine.perform(PowerAction.CYCLE));

        assertThat(vm.boots).containsExactly("Setup", "Disk");
        assertThat(inForce()).isEmpty();
    }

    @Test
    public void thePersistentFirmwareSetupIsAskedForAgainAfterEachBoot() {
        BootOverride always = new BootOverride(BootDevice.FIRMWARE_SETUP, true, false);
        set(always);

        for (PowerAction action : new PowerAction[] {PowerAction.ON, PowerAction.CYCLE, PowerAction.RESET}) {
            done(bridge.machine.perform(action));
            assertThat(inForce()).contains(always);
            clock.advance(FakeBridge.RESTORE_DELAY);
        }

        assertThat(vm.boots).containsExactly("Setup", "Setup", "Setup");
    }

    @Test
    public void aSuspendedMachineThatGoesOnDoesNotUseItUp() {
        server.powerOn();
        bridge.vms.see();
        set(CD_ONCE);

        server.suspend();
        bridge.vms.see();
        clock.advance(Duration.ofMinutes(1));
        server.powerOn();
        bridge.vms.see();
        clock.advance(Duration.ofMinutes(1));
        assertThat(inForce()).contains(CD_ONCE);

        clock.advance(Duration.ofMinutes(1));
        server.powerOff();
        server.powerOn();
        bridge.vms.see();
        assertThat(inForce()).isEmpty();
    }

    @Test
    public void theFirmwareBecomesEfiOnlyWhereThatIsAllowedAndTheMachineIsOff() {
        BootOverride efi = new BootOverride(BootDevice.NETWORK, false, true);
        set(efi);
        assertThat(vm.firmware).isEqualTo(Firmware.BIOS);
        assertThat(inForce()).contains(efi);

        bridge = FakeBridge.start(server, clock, new MachineSettings(Optional.empty(), true));
        vm.power = PowerState.SUSPENDED;
        set(efi);
        assertThat(vm.firmware).isEqualTo(Firmware.BIOS);
        vm.power = PowerState.OFF;
        set(efi);
        assertThat(vm.firmware).isEqualTo(Firmware.EFI);
    }

    @Test
    public void whatTheServerRefusesIsNotPretended() {
        server.refusals.put("reconfigure", FakeServer.fault(new NoPermission()));

        assertThatThrownBy(() -> set(once(BootDevice.NETWORK))).isInstanceOf(PermissionDeniedException.class);

        bridge.vms.see();
        assertThat(inForce()).isEmpty();
    }

    @Test
    public void aSetUnderWhichTheConnectionBrokeHasSucceededIfItIsDone() {
        bridge.calls.breakUnderNextChange();

        set(once(BootDevice.NETWORK));

        assertThat(server.changes).containsExactly("reconfigure");
        assertThat(inForce()).contains(once(BootDevice.NETWORK));
    }

    @Test
    public void theSameOverrideAgainIsNoChange() {
        set(CD_ONCE);
        server.changes.clear();

        set(CD_ONCE);

        assertThat(server.changes).isEmpty();
    }

    @Test
    public void garbageInTheMachineIsNoOverrideAndIsReplaced() {
        vm.extraConfig.put(VmState.OVERRIDE_KEY, "2 something=else");
        bridge.vms.see();
        assertThat(inForce()).isEmpty();

        set(CD_ONCE);

        assertThat(inForce()).contains(CD_ONCE);
    }

    @Test
    public void theOwnOrderComesBackWhenTheServerDoes() {
        set(CD_ONCE);
        done(bridge.machine.perform(PowerAction.ON));
        bridge.calls.failNext(5);
        clock.advance(FakeBridge.RESTORE_DELAY);
        assertThat(vm.order()).startsWith("Cdrom");

        clock.advance(Duration.ofSeconds(30));

        assertThat(vm.order()).containsExactly("Disk", "Ethernet");
    }

    @Test
    public void readsCostNoCalls() {
        set(CD_ONCE);
        int before = bridge.calls.made();

        inForce();
        done(bridge.machine.powerStatus());
        done(bridge.machine.info());
        done(bridge.machine.mountedIso());

        assertThat(bridge.calls.made()).isEqualTo(before);
    }
}
