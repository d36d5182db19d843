package org.ipmibridge.hypervisor.vmware.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.BootDevice;
import org.ipmibridge.hypervisor.api.BootOverride;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry;
import org.ipmibridge.hypervisor.vmware.inventory.BootEntry.Kind;
import org.junit.Test;

public final class OverrideCodecTest {
    private static final String TEXT = "1 device=cdrom once efi own=disk:2000,ethernet:4000"
            + " applied=cdrom,disk:2000,ethernet:4000 at=1767225600123 power=on boot=1767225500000";
    private static final OverrideRecord RECORD = new OverrideRecord(
            new BootOverride(BootDevice.CDROM, false, true),
            false,
            List.of(new BootEntry(Kind.DISK, 2000), new BootEntry(Kind.ETHERNET, 4000)),
            List.of(new BootEntry(Kind.CDROM, 0), new BootEntry(Kind.DISK, 2000), new BootEntry(Kind.ETHERNET, 4000)),
            Instant.ofEpochMilli(1767225600123L),
            new BootMark(PowerState.ON, Optional.of(Instant.ofEpochMilli(1767225500000L))));

    @Test
    public void aRecordIsOneLineOfText() {
        assertThat(OverrideCodec.encode(RECORD)).isEqualTo(TEXT);
        assertThat(OverrideCodec.decode(TEXT)).contains(RECORD);
    }

    @Test
    public void whatIsNotThereIsReadAgainAsNothing() {
        OverrideRecord small = new OverrideRecord(
                new BootOverride(BootDevice.FIRMWARE_SETUP, true, false),
                true,
                List.of(),
                List.of(),
                Instant.EPOCH,
                new BootMark(PowerState.OFF, Optional.empty()));

        assertThat(OverrideCodec.decode(OverrideCodec.encode(small))).contains(small);
    }

    @Test
    public void wordsOfALaterBridgeAreIgnored() {
        assertThat(OverrideCodec.decode(TEXT + " colour=blue new")).contains(RECORD);
    }

    @Test
    public void garbageIsNoRecord() {
        for (String text : List.of(
                "",
                " ",
                "1",
                "2" + TEXT.substring(1),
                TEXT.replace("cdrom once", "cdrom"),
                TEXT.replace("once", "once persistent"),
                TEXT.replace("device=cdrom", "device=tape"),
                TEXT.replace("disk:2000,", "disk:x,"),
                TEXT.replace("at=1", "at=x"),
                TEXT.replace("at=1", "at=99999999999999999999"),
                TEXT.replace("power=on", ""),
                TEXT.replace("own=", "owner="),
                "=== 1 ;;; \u0000")) {
            assertThat(OverrideCodec.decode(text)).as(text).isEmpty();
        }
    }
}
