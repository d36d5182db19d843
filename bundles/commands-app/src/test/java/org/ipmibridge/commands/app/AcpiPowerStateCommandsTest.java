package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.ipmibridge.commands.app.Exchange.ask;

import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.Test;

public class AcpiPowerStateCommandsTest {
    private final FakeBmc bmc = new FakeBmc("vm1");
    private final FakeMachine machine = new FakeMachine("vm1");
    private final FakeMachineDirectory machines = new FakeMachineDirectory(machine);
    private final CommandHandler get = new GetAcpiPowerState(machines);
    private final CommandHandler set = new SetAcpiPowerState();

    @Test
    public void aMachineThatIsOnIsInS0AndD0() {
        assertThat(ask(get, bmc, "")).isEqualTo("00 0000");
    }

    @Test
    public void aMachineThatIsOffIsInS5WhateverWasTold() {
        assertThat(ask(set, bmc, "8080")).isEqualTo("00");
        machine.withState(PowerState.OFF);

        assertThat(ask(get, bmc, "")).isEqualTo("00 0503");
    }

    @Test
    public void theMachineIsTheOneThatTheBmcStaysWith() {
        machines.bind(bmc.name(), new FakeMachine("renamed").withState(PowerState.OFF));

        assertThat(ask(get, bmc, "")).isEqualTo("00 0503");
    }

    @Test
    public void aSuspendedMachineIsInS4() {
        machine.withState(PowerState.SUSPENDED);

        assertThat(ask(get, bmc, "")).isEqualTo("00 0403");
    }

    @Test
    public void aMachineThatIsOnIsNeverSaidToBeOff() {
        for (String off : new String[] {"85", "86", "87", "8a", "a1"}) {
            assertThat(ask(set, bmc, off + "83")).isEqualTo("00");
            assertThat(ask(get, bmc, "")).as(off).isEqualTo("00 0000");
        }
    }

    @Test
    public void whatSoftwareToldOfARunningMachineIsGivenBack() {
        assertThat(ask(set, bmc, "81 82")).isEqualTo("00");
        assertThat(ask(get, bmc, "")).isEqualTo("00 0102");

        assertThat(ask(set, bmc, "aa aa")).isEqualTo("00");
        assertThat(ask(get, bmc, "")).isEqualTo("00 2a2a");
    }

    @Test
    public void onlyWhatIsToBeSetIsSet() {
        ask(set, bmc, "8182");

        assertThat(ask(set, bmc, "807f")).as("as bmc-device sends it").isEqualTo("00");
        assertThat(ask(get, bmc, "")).isEqualTo("00 0002");
        assertThat(ask(set, bmc, "ffff")).isEqualTo("00");
        assertThat(ask(get, bmc, "")).isEqualTo("00 0002");
        assertThat(ask(set, bmc, "5555")).isEqualTo("00");
        assertThat(ask(get, bmc, "")).isEqualTo("00 0002");
    }

    @Test
    public void statesThatDoNotExistAreRefused() {
        assertThat(ask(set, bmc, "8b80")).isEqualTo("cc");
        assertThat(ask(set, bmc, "8084")).isEqualTo("cc");
        assertThat(ask(get, bmc, "")).isEqualTo("00 0000");
    }

    @Test
    public void aStateThatNobodyConfirmsIsNotTold() {
        machine.failWith(new HypervisorUnavailableException("down"));

        assertThat(ask(get, bmc, "")).isEqualTo("d3");
        assertThat(ask(get, new FakeBmc("vm9"), "")).isEqualTo("d3");
    }

    @Test
    public void wrongLengthsAreRefused() {
        assertThat(ask(get, bmc, "00")).isEqualTo("c7");
        assertThat(ask(set, bmc, "80")).isEqualTo("c7");
        assertThat(ask(set, bmc, "808080")).isEqualTo("c7");
    }
}
