package org.ipmibridge.launcher.isoboot;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.Test;

/** Boot option parameter 5, byte by byte. */
public class BootFlagsTest {
    @Test
    public void eachBitHasItsPlace() {
        assertThat(BootFlags.of((byte) 0x80, (byte) 0x14)).isEqualTo(new BootFlags(true, false, false, 5));
        assertThat(BootFlags.of((byte) 0xE0, (byte) 0x04)).isEqualTo(new BootFlags(true, true, true, 1));
        assertThat(BootFlags.of((byte) 0x1F, (byte) 0xC3)).isEqualTo(new BootFlags(false, false, false, 0));
    }

    @Test
    public void whatIsWrittenIsWhatIsRead() {
        for (int first = 0; first < 0x100; first += 0x20) {
            for (int device = 0; device < 16; device++) {
                BootFlags flags = BootFlags.of((byte) first, (byte) (device << 2));
                assertThat(flags.first()).isEqualTo(first);
                assertThat(flags.second()).isEqualTo(device << 2);
            }
        }
    }

    @Test
    public void itIsToldInWords() {
        assertThat(new BootFlags(true, false, false, 5)).hasToString("cdrom, valid, for the next boot only");
        assertThat(new BootFlags(true, true, true, 1)).hasToString("pxe, valid, for all boots, EFI");
        assertThat(new BootFlags(false, false, false, 5)).hasToString("no override (cdrom, not valid)");
        assertThat(new BootFlags(true, false, false, 0)).hasToString("no override");
    }
}
