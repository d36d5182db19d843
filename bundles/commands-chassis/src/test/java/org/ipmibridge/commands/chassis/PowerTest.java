package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.util.concurrent.CompletableFuture;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.Test;

/** Chassis Control, and what can be seen of it afterwards. */
public class PowerTest {
    private static final String FAULT = "00 31 00 40 f0";

    private final Chassis chassis = new Chassis();

    @Test
    public void everyControlIsHandedToTheMachine() {
        for (String control : new String[] {"02 03", "02 04", "02 02", "02 01", "02 05", "02 00"}) {
            assertThat(chassis.send(control)).isEqualTo("00");
        }
        // After the soft shutdown the power is off, and cutting it is still allowed.
        assertThat(chassis.machine.performed())
                .containsExactly(
                        PowerAction.RESET,
                        PowerAction.NMI,
                        PowerAction.CYCLE,
                        PowerAction.ON,
                        PowerAction.SOFT_OFF,
                        PowerAction.OFF);
    }

    @Test
    public void aControlGoesToTheMachineThatTheBmcStaysWithWhateverItIsCalled() {
        FakeMachine renamed = new FakeMachine("renamed");
        chassis.directory.bind(chassis.bmc.name(), renamed);

        try (LogRecorder log = new LogRecorder("org.ipmibridge.commands.chassis")) {
            assertThat(chassis.send("02 00")).isEqualTo("00");
            assertThat(log.lines(Level.INFO)).contains("bmc=vm1: power OFF of machine renamed done");
        }

        assertThat(renamed.performed()).containsExactly(PowerAction.OFF);
        assertThat(chassis.machine.performed()).isEmpty();
    }

    @Test
    public void whatTheSpecificationDoesNotKnowIsRefused() {
        for (String control : new String[] {"02 06", "02 0f", "02 11", "02 55", "02 aa", "02 f1"}) {
            assertThat(chassis.send(control)).as(control).isEqualTo("cc");
        }
        assertThat(chassis.send("02")).isEqualTo("c7");
        assertThat(chassis.send("02 01 00")).isEqualTo("c7");
        assertThat(chassis.machine.performed()).isEmpty();
    }

    @Test
    public void whatNeedsPowerIsRefusedWhileItIsOffOrSuspended() {
        for (PowerState state : new PowerState[] {PowerState.OFF, PowerState.SUSPENDED}) {
            chassis.machine.withState(state);
            for (String control : new String[] {"02 02", "02 03", "02 04", "02 05"}) {
                assertThat(chassis.send(control)).as(control).isEqualTo("d5");
            }
        }
        assertThat(chassis.machine.performed()).isEmpty();
    }

    @Test
    public void aCycleWhileOffPowersOnWhereTheOperatorWantsIt() {
        chassis.configure("cycle.when.off", "on");
        chassis.machine.withState(PowerState.OFF);
        assertThat(chassis.send("02 02")).isEqualTo("00");
        assertThat(chassis.machine.performed()).containsExactly(PowerAction.ON);
        assertThat(chassis.send("02 02")).isEqualTo("00");
        assertThat(chassis.machine.performed()).containsExactly(PowerAction.ON, PowerAction.CYCLE);

        chassis.machine.withState(PowerState.OFF);
        assertThat(chassis.send("02 03")).isEqualTo("d5");
    }

    @Test
    public void aControlIsAcknowledgedAtOnceAndUnderWayUntilItHasEnded() {
        chassis.machine.hold();
        CommandResponse response = chassis.answer("02 02");
        CompletableFuture<?> underWay = response.underWay().toCompletableFuture();

        assertThat(response.code().isOk()).isTrue();
        assertThat(underWay).isNotDone();
        assertThat(chassis.send("01")).isEqualTo("00 21 00 40 f0");

        chassis.machine.release();
        assertThat(underWay).isCompleted();
        assertThat(chassis.send("01")).isEqualTo("00 21 10 40 f0");
    }

    @Test
    public void theStateIsTheConfirmedOneWhileAControlIsUnderWay() {
        chassis.machine.hold();
        chassis.send("02 00");
        assertThat(chassis.send("01")).startsWith("00 21");
        chassis.machine.release();
        assertThat(chassis.send("01")).startsWith("00 20");
    }

    @Test
    public void aControlWaitsItsTurnBehindOneThatPowersOn() {
        chassis.machine.withState(PowerState.OFF);
        chassis.machine.hold();
        assertThat(chassis.send("02 01")).isEqualTo("00");
        assertThat(chassis.send("02 03")).isEqualTo("00");
        chassis.machine.release();
        assertThat(chassis.machine.performed()).containsExactly(PowerAction.ON, PowerAction.RESET);

        chassis.machine.withState(PowerState.OFF);
        assertThat(chassis.send("02 03")).isEqualTo("d5");
    }

    @Test
    public void aControlThatIsUnderWayWhenTheBundleIsReplacedEndsAndIsWaitedFor() {
        chassis.machine.withState(PowerState.OFF);
        chassis.machine.hold();
        CommandResponse on = chassis.answer("02 01");
        chassis.start();
        assertThat(chassis.send("02 03")).isEqualTo("00");
        assertThat(on.underWay().toCompletableFuture()).isNotDone();
        chassis.machine.release();
        assertThat(on.underWay().toCompletableFuture()).isDone();
        assertThat(chassis.machine.performed()).containsExactly(PowerAction.ON, PowerAction.RESET);

        chassis.machine.withState(PowerState.OFF);
        assertThat(chassis.send("02 03")).isEqualTo("d5");
    }

    @Test
    public void aControlThatFailsLaterIsAFaultUntilOneSucceeds() {
        chassis.machine.hold();
        CommandResponse response = chassis.answer("02 03");
        chassis.machine.failWith(new HypervisorException("machine vm1 cannot be reset: the host is on fire"));
        chassis.machine.release();
        chassis.machine.failWith(null);

        assertThat(response.code().isOk()).isTrue();
        assertThat(response.underWay().toCompletableFuture()).isDone();
        assertThat(chassis.send("01")).isEqualTo(FAULT);
        assertThat(chassis.send("07")).isEqualTo("00 00 00");

        chassis.send("02 03");
        assertThat(chassis.send("01")).startsWith("00 21");
    }

    @Test
    public void aControlThatFailsAtOnceIsNotAcknowledged() {
        Chassis own =
                new Chassis(new BrokenMachine(new InvalidPowerStateException("machine vm1 moves to another host")));
        assertThat(own.send("02 03")).isEqualTo("d5");
        assertThat(own.send("01")).isEqualTo(FAULT);
    }

    @Test
    public void theLastPowerEventIsOursUntilSomebodyElseBootsTheMachine() {
        assertThat(chassis.send("01")).isEqualTo("00 21 00 40 f0");
        chassis.send("02 02");
        assertThat(chassis.send("01")).isEqualTo("00 21 10 40 f0");
        assertThat(chassis.send("07")).isEqualTo("00 01 01");

        chassis.machine.perform(PowerAction.RESET);
        assertThat(chassis.send("01")).isEqualTo("00 21 00 40 f0");
        assertThat(chassis.send("07")).isEqualTo("00 00 00");
    }

    @Test
    public void aResetIsARestartButNoPowerOn() {
        chassis.send("02 03");
        assertThat(chassis.send("07")).isEqualTo("00 01 01");
        assertThat(chassis.send("01")).isEqualTo("00 21 00 40 f0");

        chassis.send("02 02");
        chassis.send("02 03");
        assertThat(chassis.send("01")).isEqualTo("00 21 10 40 f0");
    }

    @Test
    public void powerOnWhileOnIsNoRestart() {
        chassis.send("02 01");
        assertThat(chassis.send("07")).isEqualTo("00 00 00");
        assertThat(chassis.send("01")).isEqualTo("00 21 00 40 f0");
    }

    @Test
    public void whatWasLearntOutlivesTheBundle() {
        chassis.send("02 02");
        chassis.start();
        assertThat(chassis.send("01")).isEqualTo("00 21 10 40 f0");
        assertThat(chassis.send("07")).isEqualTo("00 01 01");
    }
}
