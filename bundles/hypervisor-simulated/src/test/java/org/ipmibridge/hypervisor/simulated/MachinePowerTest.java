package org.ipmibridge.hypervisor.simulated;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.BootRecord;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.backend.Lane;
import org.junit.Test;

public class MachinePowerTest extends MachineTestCase {
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
}
