package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.IsoImage;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.api.PowerStatus;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Test;

public class SimulatedMachineTest {
    private static final IsoImage RESCUE = new IsoImage("[isos] rescue.iso");
    private static final IsoImage INSTALL = new IsoImage("[isos] install.iso");
    private static final Duration ON = Duration.ofSeconds(4);
    private static final Duration OFF = Duration.ofSeconds(2);
    private static final Duration RESET = Duration.ofSeconds(1);
    private static final Duration SOFT = Duration.ofSeconds(30);
    private static final Duration INSTANT = Duration.ofMillis(1);

    private final FakeClock clock = new FakeClock();
    private MemoryStore store = new MemoryStore();
    private SimulatedMachine machine = machine(Map.of());

    @Test
    public void aPowerOnIsConfirmedOnlyWhenItsTimeIsOver() {
        machine = off();
        CompletableFuture<Void> done = perform(PowerAction.ON);

        clock.advance(ON.minus(INSTANT));
        assertThat(power()).isEqualTo(PowerState.OFF);
        assertThat(done).isNotDone();

        clock.advance(INSTANT);
        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(done).isCompleted();
        assertThat(lastBoot())
                .isEqualTo(new BootRecord(
                        clock.instant(), Optional.of(PowerAction.ON), BootDevice.DISK, Optional.empty()));
    }

    @Test
    public void aPowerOffIsConfirmedOnlyWhenItsTimeIsOver() {
        CompletableFuture<Void> done = perform(PowerAction.OFF);

        clock.advance(OFF.minus(INSTANT));
        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(done).isNotDone();

        clock.advance(INSTANT);
        assertThat(power()).isEqualTo(PowerState.OFF);
        assertThat(done).isCompleted();
    }

    @Test
    public void aCycleIsOffInTheMiddleAndBootsOnce() {
        CompletableFuture<Void> done = perform(PowerAction.CYCLE);

        assertThat(power()).isEqualTo(PowerState.ON);
        clock.advance(OFF);
        assertThat(power()).isEqualTo(PowerState.OFF);
        clock.advance(ON.minus(INSTANT));
        assertThat(power()).isEqualTo(PowerState.OFF);
        assertThat(done).isNotDone();
        clock.advance(INSTANT);

        assertThat(done).isCompleted();
        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(boots()).extracting(BootRecord::cause).containsExactly(Optional.empty(), cause(PowerAction.CYCLE));
    }

    @Test
    public void aResetBootsWithoutEverBeingOff() {
        CompletableFuture<Void> done = perform(PowerAction.RESET);

        clock.advance(RESET.minus(INSTANT));
        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(boots()).hasSize(1);
        clock.advance(INSTANT);

        assertThat(done).isCompleted();
        assertThat(lastBoot().cause()).isEqualTo(cause(PowerAction.RESET));
    }

    @Test
    public void whatNeedsPowerFailsWhileItIsOff() {
        machine = off();
        for (PowerAction action :
                List.of(PowerAction.CYCLE, PowerAction.RESET, PowerAction.NMI, PowerAction.SOFT_OFF)) {
            assertFails(machine.perform(action), InvalidPowerStateException.class, "vm1", "OFF");
        }
        assertThat(power()).isEqualTo(PowerState.OFF);
        assertThat(boots()).isEmpty();
    }

    @Test
    public void onWhileOnAndOffWhileOffSucceedAndChangeNothing() {
        assertThat(perform(PowerAction.ON)).isCompleted();
        assertThat(boots()).hasSize(1);

        machine = off();
        assertThat(perform(PowerAction.OFF)).isCompleted();
        assertThat(power()).isEqualTo(PowerState.OFF);
    }

    @Test
    public void anNmiNeitherBootsNorTakesTime() {
        assertThat(perform(PowerAction.NMI)).isCompleted();
        assertThat(boots()).hasSize(1);
        assertThat(power()).isEqualTo(PowerState.ON);
    }

    @Test
    public void aSoftOffIsDoneWhenTheGuestWasToldAndOffLater() {
        assertThat(perform(PowerAction.SOFT_OFF)).isCompleted();

        clock.advance(SOFT.minus(INSTANT));
        assertThat(power()).isEqualTo(PowerState.ON);
        clock.advance(INSTANT);
        assertThat(power()).isEqualTo(PowerState.OFF);
    }

    @Test
    public void aGuestMayIgnoreASoftOff() {
        machine = machine(Map.of("soft.off.ignored", "true"));
        assertThat(perform(PowerAction.SOFT_OFF)).isCompleted();
        clock.advance(Duration.ofHours(1));
        assertThat(power()).isEqualTo(PowerState.ON);
    }

    @Test
    public void aGuestWithoutToolsCannotBeAsked() {
        machine = machine(Map.of("guest.tools", "false"));
        assertFails(machine.perform(PowerAction.SOFT_OFF), GuestUnavailableException.class, "vm1", "tools");
    }

    @Test
    public void aResetCallsAShutdownOff() {
        perform(PowerAction.SOFT_OFF);
        perform(PowerAction.RESET);
        clock.advance(SOFT.plus(SOFT));
        assertThat(power()).isEqualTo(PowerState.ON);
    }

    @Test
    public void aShutdownDoesNotReachIntoTheNextRun() {
        perform(PowerAction.SOFT_OFF);
        perform(PowerAction.OFF);
        perform(PowerAction.ON);
        clock.advance(SOFT.plus(SOFT));
        assertThat(power()).isEqualTo(PowerState.ON);
    }

    @Test
    public void changesRunInTheOrderOfTheCalls() {
        CompletableFuture<Void> off = perform(PowerAction.OFF);
        CompletableFuture<Void> on = perform(PowerAction.ON);
        CompletableFuture<Void> pxe =
                machine.setBootOverride(once(BootDevice.NETWORK)).toCompletableFuture();

        clock.advance(OFF);
        assertThat(off).isCompleted();
        assertThat(on).isNotDone();
        assertThat(pxe).isNotDone();
        clock.advance(ON);
        assertThat(on).isCompleted();
        assertThat(pxe).isCompleted();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void whetherAnActionMakesSenseIsDecidedWhenItsTurnComes() {
        perform(PowerAction.OFF);
        CompletionStage<Void> reset = machine.perform(PowerAction.RESET);
        clock.advance(OFF);
        assertFails(reset, InvalidPowerStateException.class, "reset");
    }

    @Test
    public void aMachineThatIsAskedForTooMuchIsBusy() {
        for (int i = 0; i <= Lane.CAPACITY; i++) {
            assertThat(perform(PowerAction.RESET)).isNotDone();
        }
        assertFails(machine.perform(PowerAction.RESET), MachineBusyException.class, "vm1");

        clock.advance(RESET);
        assertThat(perform(PowerAction.RESET)).isNotDone();
    }

    @Test
    public void poweredOnTimeGrowsOnlyWithPower() {
        clock.advance(Duration.ofHours(5));
        assertThat(status().poweredOn()).isEqualTo(Duration.ofHours(5));

        perform(PowerAction.OFF);
        clock.advance(OFF.plusHours(7));
        assertThat(status().poweredOn()).isEqualTo(Duration.ofHours(5).plus(OFF));
        assertThat(status().bootTime()).isEmpty();

        perform(PowerAction.ON);
        clock.advance(ON);
        assertThat(status().bootTime()).contains(clock.instant());
        perform(PowerAction.RESET);
        clock.advance(Duration.ofHours(1));
        assertThat(status().poweredOn()).isEqualTo(Duration.ofHours(6).plus(OFF));
        assertThat(status().bootTime())
                .contains(clock.instant().minus(Duration.ofHours(1)).plus(RESET));
    }

    @Test
    public void aSuspendedMachineGoesOnWhereItWas() {
        machine = machine(Map.of("power", "suspended"));
        assertThat(power()).isEqualTo(PowerState.SUSPENDED);
        assertFails(machine.perform(PowerAction.CYCLE), InvalidPowerStateException.class, "SUSPENDED");
        machine.setBootOverride(once(BootDevice.NETWORK));

        perform(PowerAction.ON);
        clock.advance(ON);

        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(boots()).hasSize(1);
        assertThat(override()).contains(once(BootDevice.NETWORK));
    }

    @Test
    public void aOneTimeOverrideIsUsedUpByTheNextBoot() {
        set(once(BootDevice.NETWORK));
        assertThat(override()).contains(once(BootDevice.NETWORK));

        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.NETWORK);
        assertThat(override()).isEmpty();

        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void aPersistentOverrideStaysUntilItIsCleared() {
        BootOverride override = new BootOverride(BootDevice.NETWORK, true, true);
        set(override);
        reset();
        reset();
        assertThat(boots().subList(1, 3)).extracting(BootRecord::device).containsOnly(BootDevice.NETWORK);
        assertThat(override()).contains(override);

        machine.clearBootOverride();
        assertThat(override()).isEmpty();
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void aPowerOffDoesNotUseAnOverrideUp() {
        set(once(BootDevice.NETWORK));
        perform(PowerAction.OFF);
        clock.advance(OFF);
        assertThat(override()).contains(once(BootDevice.NETWORK));

        perform(PowerAction.ON);
        clock.advance(ON);
        assertThat(lastBoot().device()).isEqualTo(BootDevice.NETWORK);
        assertThat(override()).isEmpty();
    }

    @Test
    public void cdromPutsTheConfiguredImageInAndItStaysAfterTheBoot() {
        set(once(BootDevice.CDROM));
        assertThat(iso()).contains(RESCUE);

        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.CDROM);
        assertThat(lastBoot().iso()).contains(RESCUE);
        assertThat(iso()).contains(RESCUE);
        assertThat(override()).isEmpty();
    }

    @Test
    public void cdromAddsADriveWhereThereIsNone() {
        machine = machine(Map.of("cd.drive", "false"));
        assertFails(machine.mountIso(RESCUE), UnsupportedRequestException.class, "CD drive");
        set(once(BootDevice.CDROM));
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.CDROM);
        assertThat(machine.mountIso(INSTALL).toCompletableFuture()).isCompleted();
    }

    @Test
    public void cdromWithoutAnImageIsPassedOver() {
        machine = machine(Map.of("iso", "", "boot.order", "network, disk"));
        set(once(BootDevice.CDROM));
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.NETWORK);
    }

    @Test
    public void cdromKeepsTheImageInTheDriveWhenNoneIsConfigured() {
        machine = machine(Map.of("iso", ""));
        machine.mountIso(INSTALL);
        set(once(BootDevice.CDROM));
        reset();
        assertThat(lastBoot().iso()).contains(INSTALL);
        assertThat(lastBoot().device()).isEqualTo(BootDevice.CDROM);
    }

    @Test
    public void cdromFailsAndChangesNothingWhenTheConfiguredImageDoesNotExist() {
        machine = machine(Map.of("isos", INSTALL.path()));
        assertFails(
                machine.setBootOverride(once(BootDevice.CDROM)), IsoUnavailableException.class, "vm1", RESCUE.path());
        assertThat(override()).isEmpty();
        assertThat(iso()).isEmpty();
    }

    @Test
    public void anImageInTheDriveBootsInItsOrder() {
        machine = machine(Map.of("boot.order", "cdrom, disk"));
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
        machine.mountIso(INSTALL);
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.CDROM);
        machine.ejectIso();
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void diskTakesTheImageOut() {
        machine.mountIso(INSTALL);
        set(once(BootDevice.DISK));
        assertThat(iso()).isEmpty();
    }

    @Test
    public void clearingLeavesTheImage() {
        set(new BootOverride(BootDevice.CDROM, true, false));
        machine.clearBootOverride();
        assertThat(iso()).contains(RESCUE);
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void firmwareSetupIsForOneBoot() {
        set(once(BootDevice.FIRMWARE_SETUP));
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.FIRMWARE_SETUP);
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.DISK);
    }

    @Test
    public void aDeviceThatTheMachineDoesNotHaveIsRefused() {
        machine = machine(Map.of("nics", "", "disk", "false"));
        for (BootDevice device : List.of(BootDevice.NETWORK, BootDevice.FLOPPY, BootDevice.DISK)) {
            assertFails(machine.setBootOverride(once(device)), UnsupportedRequestException.class, "vm1", device.name());
        }
        machine = machine(Map.of("floppy", "true"));
        set(once(BootDevice.FLOPPY));
        reset();
        assertThat(lastBoot().device()).isEqualTo(BootDevice.FLOPPY);
    }

    @Test
    public void aMachineWithNothingToBootFromEndsInItsFirmware() {
        machine = machine(Map.of("nics", "", "disk", "false"));
        assertThat(lastBoot().device()).isEqualTo(BootDevice.FIRMWARE_SETUP);
    }

    @Test
    public void onlyImagesThatExistCanBeMounted() {
        assertFails(
                machine.mountIso(new IsoImage("[isos] none.iso")),
                IsoUnavailableException.class,
                "vm1",
                "[isos] none.iso");
        machine.mountIso(INSTALL);
        machine.mountIso(RESCUE);
        assertThat(iso()).contains(RESCUE);
        assertThat(machine.ejectIso().toCompletableFuture()).isCompleted();
        assertThat(machine.ejectIso().toCompletableFuture()).isCompleted();
        assertThat(iso()).isEmpty();
    }

    @Test
    public void aHundredBootsAreRemembered() {
        for (int i = 0; i < 120; i++) {
            reset();
        }
        assertThat(boots()).hasSize(100);
        assertThat(lastBoot().time()).isEqualTo(clock.instant());
    }

    @Test
    public void anEditKeepsTheStateAndWhatIsUnderWay() {
        machine.mountIso(INSTALL);
        set(new BootOverride(BootDevice.NETWORK, true, false));
        CompletableFuture<Void> reset = perform(PowerAction.RESET);

        machine.reconfigure(settings(Map.of("firmware", "efi", "power", "off", "boot.order", "disk")));
        clock.advance(RESET);

        assertThat(reset).isCompleted();
        assertThat(power()).isEqualTo(PowerState.ON);
        assertThat(iso()).contains(INSTALL);
        assertThat(override()).isPresent();
        assertThat(machine.info().toCompletableFuture().join().firmware().name())
                .isEqualTo("EFI");
    }

    @Test
    public void aRemovedMachineEndsWhatItWasAskedFor() {
        CompletionStage<Void> off = machine.perform(PowerAction.OFF);
        CompletionStage<Void> on = machine.perform(PowerAction.ON);
        machine.close(new MachineNotFoundException("vm1 is gone"));

        assertFails(off, MachineNotFoundException.class, "vm1");
        assertFails(on, MachineNotFoundException.class, "vm1");
        assertFails(machine.perform(PowerAction.RESET), MachineNotFoundException.class, "vm1");
        clock.advance(Duration.ofMinutes(1));
        assertThat(store.states.get("vm1").power()).isEqualTo(PowerState.ON);
    }

    @Test
    public void aMachineComesBackAsItWasLeft() {
        machine.mountIso(INSTALL);
        set(new BootOverride(BootDevice.NETWORK, true, true));
        perform(PowerAction.OFF);
        clock.advance(OFF);

        SimulatedMachine again = new SimulatedMachine("simulated", settings(Map.of()), new FakeTime(clock), store);

        assertThat(again.powerStatus().toCompletableFuture().join().state()).isEqualTo(PowerState.OFF);
        assertThat(again.mountedIso().toCompletableFuture().join()).contains(INSTALL);
        assertThat(again.bootOverride().toCompletableFuture().join())
                .contains(new BootOverride(BootDevice.NETWORK, true, true));
        assertThat(again.boots().toCompletableFuture().join()).isEqualTo(boots());
    }

    @Test
    public void aChangeIsStoredBeforeItIsSaidToBeDone() {
        CompletableFuture<PowerState> stored = perform(PowerAction.OFF)
                .thenApply(done -> store.states.get("vm1").power());
        clock.advance(OFF);
        assertThat(stored).isCompletedWithValue(PowerState.OFF);
    }

    private SimulatedMachine machine(Map<String, String> changes) {
        store = new MemoryStore();
        return new SimulatedMachine("simulated", settings(changes), new FakeTime(clock), store);
    }

    private SimulatedMachine off() {
        return machine(Map.of("power", "off"));
    }

    private static MachineSettings settings(Map<String, String> changes) {
        Map<String, String> values = new HashMap<>(Map.of(
                "name", "vm1",
                "power", "on",
                "iso", RESCUE.path(),
                "isos", RESCUE + ", " + INSTALL,
                "power.on.millis", String.valueOf(ON.toMillis()),
                "power.off.millis", String.valueOf(OFF.toMillis()),
                "reset.millis", String.valueOf(RESET.toMillis()),
                "soft.off.millis", String.valueOf(SOFT.toMillis())));
        values.putAll(changes);
        return Configurations.machine(values);
    }

    private CompletableFuture<Void> perform(PowerAction action) {
        return machine.perform(action).toCompletableFuture();
    }

    private void reset() {
        CompletableFuture<Void> done = perform(PowerAction.RESET);
        clock.advance(RESET);
        assertThat(done).isCompleted();
    }

    private void set(BootOverride override) {
        assertThat(machine.setBootOverride(override).toCompletableFuture()).isCompleted();
    }

    private PowerStatus status() {
        return machine.powerStatus().toCompletableFuture().join();
    }

    private PowerState power() {
        return status().state();
    }

    private List<BootRecord> boots() {
        return machine.boots().toCompletableFuture().join();
    }

    private BootRecord lastBoot() {
        return boots().get(boots().size() - 1);
    }

    private Optional<BootOverride> override() {
        return machine.bootOverride().toCompletableFuture().join();
    }

    private Optional<IsoImage> iso() {
        return machine.mountedIso().toCompletableFuture().join();
    }

    private static BootOverride once(BootDevice device) {
        return new BootOverride(device, false, false);
    }

    private static Optional<PowerAction> cause(PowerAction action) {
        return Optional.of(action);
    }

    private static void assertFails(
            CompletionStage<Void> stage, Class<? extends HypervisorException> type, String... words) {
        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .hasCauseInstanceOf(type)
                .cause()
                .hasMessageContainingAll(words);
    }
}
