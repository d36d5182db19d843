package org.ipmibridge.ipmi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.Test;

public class WireWriterTest {
    @Test
    public void fieldsAreWrittenLeastSignificantByteFirst() {
        WireWriter writer = new WireWriter(16)
                .uint8(0x181)
                .uint16(0x1_0203)
                .uint24(0x040506)
                .int32(0x0708090A)
                .int32BigEndian(4542);
        assertThat(writer.toBytes()).isEqualTo(HexFormat.of().parseHex("8103020605040a090807000011be"));
        assertThat(writer.length()).isEqualTo(14);
    }

    @Test
    public void itGrowsBeyondItsCapacity() {
        WireWriter writer =
                new WireWriter(0).uint8(1).bytes(new byte[] {2, 3, 4, 5}, 1, 2).zeros(3);
        for (int i = 0; i < 100; i++) {
            writer.uint8(7);
        }
        assertThat(writer.length()).isEqualTo(106);
        assertThat(writer.toBytes()).startsWith(1, 3, 4, 0, 0, 0, 7).endsWith(7);
        assertThat(writer.buffer().length).isGreaterThanOrEqualTo(106);
    }

    @Test
    public void aChecksumCoversWhatWasWrittenFromThereOn() {
        assertThat(new WireWriter(4).uint8(0x20).uint8(0x18).checksumFrom(0).toBytes())
                .containsExactly(0x20, 0x18, 0xC8);
        assertThat(new WireWriter(4).uint8(0x20).uint8(0x18).checksumFrom(1).toBytes())
                .containsExactly(0x20, 0x18, 0xE8);
    }
}
