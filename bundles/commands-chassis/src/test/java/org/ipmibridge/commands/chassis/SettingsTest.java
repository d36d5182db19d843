package org.ipmibridge.commands.chassis;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.Test;

/** The commands that set something and show it: identify, policy, front panel, capabilities, counters. */
public class SettingsTest {
    private final Chassis chassis = new Chassis();

    @Test
    public void identifyIsTimedAndEndsByItself() {
        assertIdentify("04", "50");
        chassis.clock.advance(Duration.ofSeconds(15).minusMillis(1));
        assertThat(identify()).isEqualTo("50");
        chassis.clock.advance(Duration.ofMillis(1));
        assertThat(identify()).isEqualTo("40");

        assertIdentify("04 ff", "50");
        chassis.clock.advance(Duration.ofSeconds(254));
        assertThat(identify()).isEqualTo("50");
        chassis.clock.advance(Duration.ofSeconds(1));
        assertThat(identify()).isEqualTo("40");
    }

    @Test
    public void identifyIsForcedUntilItIsEnded() {
        assertIdentify("04 00 01", "60");
        chassis.clock.advance(Duration.ofDays(1000));
        assertThat(identify()).isEqualTo("60");
        assertIdentify("04 00", "40");
        assertIdentify("04 ff 01", "60");
        assertIdentify("04 1e 00", "50");
        assertIdentify("04 00 00", "40");
    }

    @Test
    public void identifyOutlivesTheBundleAndEndsWithTheBridge() {
        chassis.send("04 00 01");
        chassis.start();
        assertThat(identify()).isEqualTo("60");
        chassis.bmc.settings().restart();
        assertThat(identify()).isEqualTo("40");
    }

    @Test
    public void thePolicyIsKeptOverARestart() {
        assertThat(chassis.send("06 02")).isEqualTo("00 07");
        chassis.bmc.settings().restart();
        assertThat(chassis.send("01")).startsWith("00 41");
        chassis.send("06 03");
        assertThat(chassis.send("01")).startsWith("00 41");
        chassis.send("06 00");
        assertThat(chassis.send("01")).startsWith("00 01");
        chassis.send("06 01");
        assertThat(chassis.send("01")).startsWith("00 21");
    }

    @Test
    public void disabledButtonsAreShownAndKept() {
        for (String buttons : new String[] {"0a", "05", "0f", "00"}) {
            assertThat(chassis.send("0a " + buttons)).isEqualTo("00");
            chassis.bmc.settings().restart();
            assertThat(chassis.send("01")).endsWith(" f" + buttons.charAt(1));
        }
    }

    @Test
    public void theFrontPanelIsLockedWhenPowerAndResetAreDisabled() {
        chassis.send("0a 03");
        assertThat(chassis.send("01")).endsWith("42 f3");
        chassis.send("0a 01");
        assertThat(chassis.send("01")).endsWith("40 f1");
        chassis.send("0a 02");
        assertThat(chassis.send("01")).endsWith("40 f2");
    }

    @Test
    public void capabilitiesAreGivenBackInTheLengthThatWasSet() {
        assertThat(chassis.send("05 0a aa 55 aa 55")).isEqualTo("00");
        assertThat(chassis.send("00")).isEqualTo("00 0a aa 55 aa 55");
        assertThat(chassis.send("05 05 55 aa 55 aa 55")).isEqualTo("00");
        chassis.bmc.settings().restart();
        assertThat(chassis.send("00")).isEqualTo("00 05 55 aa 55 aa 55");
    }

    @Test
    public void thePowerOnCounterIsInMinutes() {
        chassis.machine.withPoweredOn(Duration.ofMinutes(0x01020304).plusSeconds(59));
        assertThat(chassis.send("0f")).isEqualTo("00 01 04 03 02 01");
    }

    @Test
    public void reservedBitsAreRefused() {
        for (String request : new String[] {
            "04 0f 02",
            "04 0f 80",
            "04 0f fe",
            "05 10 20 20 20 20",
            "05 aa 20 20 20 20",
            "06 04",
            "06 08",
            "06 55",
            "06 ff",
            "0a 10",
            "0a 80",
            "0a aa"
        }) {
            assertThat(chassis.send(request)).as(request).isEqualTo("cc");
        }
        assertThat(chassis.send("01")).isEqualTo("00 21 00 40 f0");
    }

    @Test
    public void wrongLengthsAreRefused() {
        for (String request : new String[] {
            "00 00",
            "01 00",
            "04 0f 00 00",
            "05",
            "05 00 20 20 20",
            "05 00 20 20 20 20 20 20",
            "06",
            "06 01 00",
            "07 00",
            "0a",
            "0a 00 00",
            "0b",
            "0b 00 00",
            "0f 00"
        }) {
            assertThat(chassis.send(request)).as(request).isEqualTo("c7");
        }
    }

    @Test
    public void valuesThatSomebodyBrokeOnDiskAreNotBelieved() {
        for (String key : new String[] {
            "chassis.power-restore-policy",
            "chassis.front-panel",
            "chassis.capabilities",
            "chassis.last-boot",
            "chassis.boot.service-partition-scan"
        }) {
            chassis.bmc.settings().put(key, new byte[0]);
        }
        assertThat(chassis.send("00")).isEqualTo("00 04 20 20 20 20");
        assertThat(chassis.send("01")).isEqualTo("00 21 00 40 f0");
        assertThat(chassis.send("07")).isEqualTo("00 00 00");
        assertThat(chassis.send("09 02 00 00")).isEqualTo("00 01 02 00");
    }

    private void assertIdentify(String request, String state) {
        assertThat(chassis.send(request)).as(request).isEqualTo("00");
        assertThat(identify()).as(request).isEqualTo(state);
    }

    private String identify() {
        return chassis.send("01").substring(9, 11);
    }
}
