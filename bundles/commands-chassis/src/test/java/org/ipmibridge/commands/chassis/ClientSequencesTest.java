package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.PowerState;
import org.junit.Test;

/** What real clients send, byte by byte, and what they must get. */
public class ClientSequencesTest {
    private final Chassis chassis = new Chassis();

    @Test
    public void ipmitoolPower() {
        exchange("01", "00 21 00 40 f0");
        for (String control : new String[] {"02 01", "02 02", "02 03", "02 04", "02 05"}) {
            exchange(control, "00");
        }
        assertThat(chassis.machine.powerStatus().toCompletableFuture().join().state())
                .isEqualTo(PowerState.OFF);
        exchange("01", "00 20 10 40 f0");
        exchange("02 00", "00");
        exchange("02 02", "d5");
        exchange("02 03", "d5");
        exchange("02 04", "d5");
        exchange("02 05", "d5");
    }

    @Test
    public void ipmitoolChassis() {
        exchange("04", "00");
        exchange("04 1e", "00");
        exchange("04 00 01", "00");
        exchange("04 00", "00");
        exchange("06 03", "00 07");
        exchange("06 02", "00 07");
        exchange("06 01", "00 07");
        exchange("06 00", "00 07");
        exchange("0f", "00 01 00 00 00 00");
        exchange("07", "00 00 00");
    }

    @Test
    public void ipmitoolBootdev() {
        bootdev("05 80 00 00 00 00", null);
        bootdev("05 80 04 00 00 00", new BootOverride(BootDevice.NETWORK, false, false));
        bootdev("05 80 08 00 00 00", new BootOverride(BootDevice.DISK, false, false));
        bootdev("05 80 14 00 00 00", new BootOverride(BootDevice.CDROM, false, false));
        bootdev("05 80 18 00 00 00", new BootOverride(BootDevice.FIRMWARE_SETUP, false, false));
        bootdev("05 80 3c 00 00 00", new BootOverride(BootDevice.FLOPPY, false, false));
        bootdev("05 c0 04 00 00 00", new BootOverride(BootDevice.NETWORK, true, false));
        bootdev("05 e0 08 00 00 00", new BootOverride(BootDevice.DISK, true, true));
        bootdev("05 a0 18 00 00 00", new BootOverride(BootDevice.FIRMWARE_SETUP, false, true));
        bootdev("05 80 84 00 00 00", new BootOverride(BootDevice.NETWORK, false, false));
    }

    @Test
    public void ipmitoolBootparamGet() {
        exchange("09 00 00 00", "00 01 00 00");
        exchange("09 01 00 00", "00 01 01 00");
        exchange("09 02 00 00", "00 01 02 00");
        exchange("09 03 00 00", "00 01 03 08");
        exchange("09 04 00 00", "00 01 04 00 00");
        exchange("09 05 00 00", "00 01 05 00 00 00 00 00");
        exchange("09 06 00 00", "00 01 06 00 00 00 00 00 00 00 00 00");
        exchange("09 07 00 00", "00 01 07 00" + " 00".repeat(16));
        exchange("09 07 ff 00", "00 01 07 ff" + " 00".repeat(16));
        exchange("09 08 00 00", "80");
    }

    @Test
    public void ironicAsksForAPersistentUefiBootFromDisk() {
        exchange("08 03 08", "00");
        exchange("08 05 e0 08 00 00 00", "00");
        exchange("09 05 00 00", "00 01 05 e0 08 00 00 00");
    }

    @Test
    public void freeIpmiChassis() {
        exchange("00", "00 04 20 20 20 20");
        exchange("04 ff 01", "00");
        exchange("04 1e", "00");
        exchange("04 00", "00");
        exchange("0b 05", "00");
        exchange("06 02", "00 07");
    }

    @Test
    public void freeIpmiChassisConfigReadsModifiesAndWrites() {
        exchange("09 05 00 00", "00 01 05 00 00 00 00 00");
        exchange("08 05 80 08 00 00 00", "00");
        exchange("09 05 00 00", "00 01 05 80 08 00 00 00");
        exchange("08 05 c0 08 00 00 00", "00");
        exchange("08 03 1f", "00");
        exchange("08 04 ff ff", "00");
        exchange("09 05 00 00", "00 01 05 c0 08 00 00 00");
        exchange("09 03 00 00", "00 01 03 1f");
        exchange("09 04 00 00", "00 01 04 00 ff");
    }

    @Test
    public void pyghmiAndIpmiutilBootVariants() {
        exchange("08 03 00", "00");
        exchange("08 05 80 18 48 00 00", "00");
        exchange("09 05 00 00", "00 01 05 80 18 48 00 00");
        exchange("08 05 a0 08 48 00 00", "00");
        exchange("08 03 08", "00");
        exchange("08 05 a0 14 00 00 00", "00");
        exchange("09 05 00 00", "00 01 05 a0 14 00 00 00");
    }

    private void bootdev(String flags, BootOverride expected) {
        exchange("08 00 01", "00");
        exchange("08 04 01 01", "00");
        exchange("08 " + flags, "00");
        exchange("08 00 02", "00");
        exchange("08 00 00", "00");
        exchange("09 05 00 00", "00 01 " + flags);
        exchange("09 00 00 00", "00 01 00 00");
        assertThat(chassis.machine.bootOverride().toCompletableFuture().join().orElse(null))
                .isEqualTo(expected);
    }

    private void exchange(String request, String answer) {
        assertThat(chassis.send(request)).as(request).isEqualTo(answer);
    }
}
