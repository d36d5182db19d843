package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.PowerAction;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.junit.Test;

/** Set and Get System Boot Options. */
public class BootOptionsTest {
    private final Chassis chassis = new Chassis();

    @Test
    public void devicesThatNoMachineHasAreRefused() {
        for (int selector : new int[] {3, 4, 9, 10, 11, 12, 13, 14}) {
            String request = String.format("08 05 80 %02x 00 00 00", selector << 2);
            assertThat(chassis.send(request)).as(request).isEqualTo("cc");
        }
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 00 00 00 00 00");
    }

    @Test
    public void eachSelectorIsGivenBackAsItWasSet() {
        assertDevice(1, BootDevice.NETWORK);
        assertDevice(2, BootDevice.DISK);
        assertDevice(5, BootDevice.CDROM);
        assertDevice(8, BootDevice.CDROM);
        assertDevice(6, BootDevice.FIRMWARE_SETUP);
        assertDevice(7, BootDevice.FLOPPY);
        assertDevice(15, BootDevice.FLOPPY);
    }

    @Test
    public void everyBitIsGivenBack() {
        assertKept("05 a0 97 aa 0a 0a");
        assertKept("05 c0 57 55 05 15");
        assertKept("05 e0 d7 ff 0f 1f");
        assertKept("05 60 57 55 05 15");
        assertKept("05 20 aa aa 0a 0a");
    }

    @Test
    public void reservedBitsAreRefused() {
        for (String request : new String[] {
            "08 05 90 04 00 00 00",
            "08 05 81 04 00 00 00",
            "08 05 80 04 00 10 00",
            "08 05 80 04 00 80 00",
            "08 05 80 04 00 00 20",
            "08 05 80 04 00 00 80",
            "08 00 03",
            "08 00 04",
            "08 00 ff",
            "08 02 04",
            "08 02 aa",
            "08 03 20",
            "08 03 aa",
            "08 06 10 00 00 00 00 00 00 00 00",
            "09 80 00 00",
            "09 85 00 00"
        }) {
            assertThat(chassis.send(request)).as(request).isEqualTo("cc");
        }
    }

    @Test
    public void wrongLengthsAreRefused() {
        for (String request : new String[] {
            "08",
            "08 00 00 00",
            "08 01 00 00",
            "08 02 00 00",
            "08 03 00 00",
            "08 04 00",
            "08 04 00 00 00",
            "08 05 80",
            "08 05 80 04 00 00",
            "08 05 80 04 00 00 00 00",
            "08 06 00 00 00 00 00 00 00 00",
            "08 06 00 00 00 00 00 00 00 00 00 00",
            "08 07 00",
            "08 07 00" + " 00".repeat(17),
            "09",
            "09 05",
            "09 05 00",
            "09 05 00 00 00"
        }) {
            assertThat(chassis.send(request)).as(request).isEqualTo("c7");
        }
    }

    @Test
    public void unknownParametersAreNotSupported() {
        for (String selector : new String[] {"08", "2a", "55", "60", "7f"}) {
            assertThat(chassis.send("08 " + selector + " 00")).isEqualTo("80");
            assertThat(chassis.send("09 " + selector + " 00 00")).isEqualTo("80");
        }
        assertThat(chassis.send("08 ff 00")).isEqualTo("80");
    }

    @Test
    public void flagsThatAreNotValidTakeTheOverrideAway() {
        chassis.send("08 05 c0 04 00 00 00");
        assertThat(chassis.send("08 05 40 04 00 00 00")).isEqualTo("00");
        assertThat(chassis.machine.bootOverride().toCompletableFuture().join()).isEmpty();
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 40 04 00 00 00");
    }

    @Test
    public void anOverrideThatABootUsedUpIsNotValidAnyMore() {
        chassis.send("08 05 a0 04 20 00 00");
        chassis.machine.perform(PowerAction.RESET);
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 20 04 20 00 00");
    }

    @Test
    public void aPersistentOverrideStaysValid() {
        chassis.send("08 05 c0 04 00 00 00");
        chassis.machine.perform(PowerAction.RESET);
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 c0 04 00 00 00");
    }

    @Test
    public void anOverrideThatSomebodyElseMadeIsSeen() {
        chassis.machine.setBootOverride(new BootOverride(BootDevice.CDROM, true, true));
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 e0 14 00 00 00");
        chassis.send("08 05 80 87 01 02 03");
        chassis.machine.setBootOverride(new BootOverride(BootDevice.FLOPPY, false, true));
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 a0 bf 01 02 03");
        chassis.machine.clearBootOverride();
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 00 87 01 02 03");
    }

    @Test
    public void theAnswerComesWhenTheHypervisorHasDoneIt() {
        chassis.machine.hold();
        CompletableFuture<CommandResponse> answer =
                chassis.begin("08 05 80 04 00 00 00").toCompletableFuture();
        assertThat(answer).isNotDone();
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 00 00 00 00 00");
        chassis.machine.release();
        assertThat(answer.join().code().isOk()).isTrue();
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 05 80 04 00 00 00");
    }

    @Test
    public void aParameterCanBeMarkedWithAndWithoutData() {
        assertThat(chassis.send("08 81 55")).isEqualTo("00");
        assertThat(chassis.send("09 01 00 00")).isEqualTo("00 01 81 55");
        assertThat(chassis.send("08 01")).isEqualTo("00");
        assertThat(chassis.send("09 01 00 00")).isEqualTo("00 01 01 55");
        assertThat(chassis.send("08 85")).isEqualTo("00");
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 85 00 00 00 00 00");
        assertThat(chassis.send("09 01 00 00")).isEqualTo("00 01 01 55");
    }

    @Test
    public void acknowledgementsChangeOnlyTheBitsOfTheMask() {
        chassis.send("08 04 ff aa");
        assertThat(chassis.send("09 04 00 00")).isEqualTo("00 01 04 00 aa");
        chassis.send("08 04 0f 55");
        assertThat(chassis.send("09 04 00 00")).isEqualTo("00 01 04 00 a5");
        chassis.send("08 04 00 ff");
        assertThat(chassis.send("09 04 00 00")).isEqualTo("00 01 04 00 a5");
    }

    @Test
    public void plainParametersAreGivenBack() {
        assertKept("01 aa");
        assertKept("01 55");
        assertKept("02 02");
        assertKept("03 0a");
        assertKept("03 15");
        assertKept("06 0a aa 55 aa 55 01 02 03 04");
    }

    @Test
    public void onlyTheScanFlagsSurviveARestart() {
        chassis.send("08 01 01");
        chassis.send("08 02 01");
        chassis.send("08 03 01");
        chassis.send("08 04 ff 01");
        chassis.bmc.settings().restart();
        assertThat(chassis.send("09 01 00 00")).isEqualTo("00 01 01 00");
        assertThat(chassis.send("09 02 00 00")).isEqualTo("00 01 02 01");
        assertThat(chassis.send("09 03 00 00")).isEqualTo("00 01 03 08");
        assertThat(chassis.send("09 04 00 00")).isEqualTo("00 01 04 00 00");
    }

    @Test
    public void theMailboxHas256Blocks() {
        String block = " 00 01 02 03 04 05 06 07 08 09 0a 0b 0c 0d 0e 0f";
        for (String number : new String[] {"ff", "00", "05"}) {
            assertThat(chassis.send("08 07 " + number + block)).isEqualTo("00");
            assertThat(chassis.send("09 07 " + number + " 00")).isEqualTo("00 01 07 " + number + block);
        }
        assertThat(chassis.send("09 07 04 00")).isEqualTo("00 01 07 04" + " 00".repeat(16));
    }

    @Test
    public void aMailboxBlockThatIsNotWrittenInFullKeepsTheRest() {
        chassis.send("08 07 01" + " aa".repeat(16));
        assertThat(chassis.send("08 07 01 55 55")).isEqualTo("00");
        assertThat(chassis.send("09 07 01 00")).isEqualTo("00 01 07 01 55 55" + " aa".repeat(14));
    }

    private void assertDevice(int selector, BootDevice device) {
        String flags = String.format("05 80 %02x 00 00 00", selector << 2);
        assertThat(chassis.send("08 " + flags)).isEqualTo("00");
        assertThat(chassis.machine.bootOverride().toCompletableFuture().join())
                .contains(new BootOverride(device, false, false));
        assertThat(chassis.send("09 05 00 00")).isEqualTo("00 01 " + flags);
    }

    private void assertKept(String parameter) {
        assertThat(chassis.send("08 " + parameter)).as(parameter).isEqualTo("00");
        assertThat(chassis.send("09 " + parameter.substring(0, 2) + " 00 00")).isEqualTo("00 01 " + parameter);
    }
}
