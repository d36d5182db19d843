package org.ipmibridge.commands.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.commands.app.Exchange.ask;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.ipmibridge.hypervisor.api.Firmware;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.MachineInfo;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.Test;

public class SystemInfoCommandsTest {
    private static final String EMPTY = "00000000000000000000000000000000";

    private final FakeBmc bmc = new FakeBmc("bmc7").withMachine("", "web01");
    private final FakeMachine machine = new FakeMachine("web01");
    private final FakeMachineDirectory machines = new FakeMachineDirectory(machine);
    private final CommandHandler get = new GetSystemInfoParameters(machines);
    private final CommandHandler set = new SetSystemInfoParameters();

    @Test
    public void theSystemsNameIsTheMachines() {
        assertThat(ask(get, bmc, "00020000")).isEqualTo("00 110000057765623031000000000000000000");
    }

    @Test
    public void aRenamedMachinesNameIsTheNewOne() {
        machines.bind(bmc.name(), new FakeMachine("web02"));

        assertThat(ask(get, bmc, "00020000")).isEqualTo("00 110000057765623032000000000000000000");
    }

    @Test
    public void aNameIsSetAsIpmitoolDoesItAndSurvivesARestart() {
        assertThat(ask(set, bmc, "020000057765623032000000000000000000")).isEqualTo("00");
        bmc.settings().restart();

        assertThat(ask(get, bmc, "00020000")).isEqualTo("00 110000057765623032000000000000000000");
    }

    @Test
    public void aVersionIsSetAsBmcDeviceDoesIt() {
        assertThat(ask(set, bmc, "01000003322e300000000000000000000000")).isEqualTo("00");

        assertThat(ask(get, bmc, "00010000")).isEqualTo("00 11000003322e300000000000000000000000");
    }

    @Test
    public void whatNobodySetIsWhatIsKnownOfTheMachine() {
        machine.withInfo(
                new MachineInfo(new UUID(1, 2), Firmware.EFI, List.of(), Optional.of("Linux"), Optional.empty()));

        assertThat(ask(get, bmc, "00010000")).isEqualTo("00 11000003454649" + "00".repeat(11));
        assertThat(ask(get, bmc, "00030000")).isEqualTo("00 110000054c696e7578" + "00".repeat(9));
        assertThat(ask(get, bmc, "00040000")).isEqualTo("00 110000054c696e7578" + "00".repeat(9));
    }

    @Test
    public void whatNobodyKnowsIsEmpty() {
        for (String parameter : new String[] {"03", "04", "05", "06", "07"}) {
            assertThat(ask(get, bmc, "00" + parameter + "0000")).isEqualTo("00 1100" + EMPTY);
        }
    }

    @Test
    public void aHypervisorThatCannotBeAskedIsNoExcuseForAGuess() {
        machine.failWith(new HypervisorUnavailableException("down"));

        assertThat(ask(get, bmc, "00040000")).isEqualTo("d3");
        assertThat(ask(get, bmc, "00020000")).startsWith("00 11");
    }

    @Test
    public void whatTheRunningSystemTellsEndsWithTheBridge() {
        assertThat(ask(set, bmc, "040000034c696e0000000000000000000000")).isEqualTo("00");
        assertThat(ask(set, bmc, "050000034c696e0000000000000000000000")).isEqualTo("00");
        assertThat(ask(set, bmc, "030000034c696e0000000000000000000000")).isEqualTo("00");
        bmc.settings().restart();

        assertThat(ask(get, bmc, "00040000")).isEqualTo("00 1100" + EMPTY);
        assertThat(ask(get, bmc, "00050000")).isEqualTo("00 1100" + EMPTY);
        assertThat(ask(get, bmc, "00030000")).isEqualTo("00 110000034c696e0000000000000000000000");
    }

    @Test
    public void aLongStringGoesBlockByBlock() {
        assertThat(ask(set, bmc, "06 00 01 ff" + "aa".repeat(14))).isEqualTo("00");
        for (int block = 1; block < 17; block++) {
            assertThat(ask(set, bmc, String.format("06 %02x", block) + "55".repeat(16)))
                    .isEqualTo("00");
        }

        assertThat(ask(get, bmc, "00060000")).isEqualTo("00 110001ff" + "aa".repeat(14));
        assertThat(ask(get, bmc, "00060100")).isEqualTo("00 1101" + "55".repeat(16));
        assertThat(ask(get, bmc, "00061000")).isEqualTo("00 1110" + "55".repeat(16));
    }

    @Test
    public void aLongNameOfAMachineGoesBlockByBlockToo() {
        String name = "a machine with a name of 43 characters, long";
        machine.withInfo(new MachineInfo(new UUID(1, 2), Firmware.EFI, List.of(), Optional.of(name), Optional.empty()));

        assertThat(ask(get, bmc, "00030000")).startsWith("00 1100002c61206d616368696e65");
        assertThat(ask(get, bmc, "00030200")).startsWith("00 1102").contains("6c6f6e67");
    }

    @Test
    public void aShortBlockIsFilledWithZeros() {
        ask(set, bmc, "02 01" + "aa".repeat(16));

        assertThat(ask(set, bmc, "02 01 5555")).isEqualTo("00");

        assertThat(ask(get, bmc, "00020100")).isEqualTo("00 11015555" + "00".repeat(14));
    }

    @Test
    public void blocksBeyondTheLongestStringAreOutOfRange() {
        assertThat(ask(get, bmc, "00021100")).isEqualTo("c9");
        assertThat(ask(get, bmc, "0002ff00")).isEqualTo("c9");
        assertThat(ask(set, bmc, "02 11" + "aa".repeat(16))).isEqualTo("c9");
    }

    @Test
    public void namesOutsideLatin1GoAsUtf8() {
        assertThat(ask(get, new FakeBmc("b").withMachine("", "\u00e9"), "00020000"))
                .isEqualTo("00 11000001e9" + "00".repeat(13));
        assertThat(ask(get, new FakeBmc("b").withMachine("", "\u65e5"), "00020000"))
                .isEqualTo("00 11000103e697a5" + "00".repeat(11));
    }

    @Test
    public void encodingsThatDoNotExistAreRefused() {
        assertThat(ask(set, bmc, "02 00 03 00" + "00".repeat(14))).isEqualTo("cc");
        assertThat(ask(set, bmc, "02 00 02 00" + "00".repeat(14))).isEqualTo("00");
    }

    @Test
    public void onlyTheRevisionIsToldWhenNoMoreIsAskedFor() {
        assertThat(ask(get, bmc, "80020000")).isEqualTo("00 11");
        assertThat(ask(get, bmc, "80000000")).isEqualTo("00 11");
        assertThat(ask(get, bmc, "80080000")).isEqualTo("80");
    }

    @Test
    public void parametersThatDoNotExistAreNotSupported() {
        for (String parameter : new String[] {"08", "55", "aa", "c0", "ff"}) {
            assertThat(ask(get, bmc, "00" + parameter + "0000")).as(parameter).isEqualTo("80");
            assertThat(ask(set, bmc, parameter + "00" + EMPTY)).as(parameter).isEqualTo("80");
        }
    }

    @Test
    public void oneAtATimeCanSayThatItIsSetting() {
        assertThat(ask(get, bmc, "00000000")).isEqualTo("00 1100");
        assertThat(ask(set, bmc, "0001")).isEqualTo("00");
        assertThat(ask(get, bmc, "00000000")).isEqualTo("00 1101");
        assertThat(ask(set, bmc, "0001")).isEqualTo("81");
        assertThat(ask(set, bmc, "0000")).isEqualTo("00");
        assertThat(ask(get, bmc, "00000000")).isEqualTo("00 1100");
        assertThat(ask(set, bmc, "0002")).as("commit").isEqualTo("cc");
        assertThat(ask(set, bmc, "0003")).isEqualTo("cc");
    }

    @Test
    public void successMeansThatItIsOnDisk() {
        bmc.settings().failWrites(new IOException("full"));

        assertThatThrownBy(() -> ask(set, bmc, "020000057765623032000000000000000000"))
                .hasRootCauseMessage("full");
    }

    @Test
    public void wrongLengthsAreRefused() {
        for (String data : new String[] {"", "00", "0002", "000200", "0002000000"}) {
            assertThat(ask(get, bmc, data)).as(data).isEqualTo("c7");
        }
        for (String data : new String[] {"", "00", "000000", "02", "0200", "0200" + EMPTY + "00"}) {
            assertThat(ask(set, bmc, data)).as(data).isEqualTo("c7");
        }
    }
}
