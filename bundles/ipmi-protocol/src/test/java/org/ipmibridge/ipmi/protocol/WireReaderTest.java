package org.ipmibridge.ipmi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import org.junit.Test;

public class WireReaderTest {
    private static final byte[] BYTES = HexFormat.of().parseHex("81fe02fd040506f70809");

    @Test
    public void fieldsAreReadLeastSignificantByteFirst() {
        WireReader reader = new WireReader(BYTES);
        assertThat(reader.uint8()).isEqualTo(0x81);
        assertThat(reader.uint16()).isEqualTo(0x02FE);
        assertThat(reader.int32()).isEqualTo(0x060504FD);
        assertThat(reader.position()).isEqualTo(7);
        assertThat(reader.remaining()).isEqualTo(3);
        assertThat(reader.rest()).containsExactly(0xF7, 8, 9);
        reader.expectEnd();
    }

    @Test
    public void highBitsAreNotTakenForASign() {
        WireReader reader = new WireReader(HexFormat.of().parseHex("ffffffffffffff"));
        assertThat(reader.uint8()).isEqualTo(0xFF);
        assertThat(reader.uint16()).isEqualTo(0xFFFF);
        assertThat(Integer.toUnsignedLong(reader.int32())).isEqualTo(0xFFFFFFFFL);
    }

    @Test
    public void asfIntegersAreReadMostSignificantByteFirst() {
        assertThat(new WireReader(HexFormat.of().parseHex("000011be")).int32BigEndian())
                .isEqualTo(4542);
    }

    @Test
    public void nothingOutsideItsRangeIsRead() {
        WireReader reader = new WireReader(BYTES, 2, 3);
        assertThat(reader.uint16()).isEqualTo(0xFD02);
        reader.skip(1);
        List<Consumer<WireReader>> reads = List.of(
                WireReader::uint8,
                WireReader::uint16,
                WireReader::int32,
                WireReader::int32BigEndian,
                one -> one.bytes(1),
                one -> one.skip(1),
                one -> one.skip(-1),
                one -> one.bytes(-1));
        reads.forEach(read ->
                assertThatThrownBy(() -> read.accept(reader)).isExactlyInstanceOf(MalformedPacketException.class));
        assertThat(reader.rest()).isEmpty();
    }

    @Test
    public void bytesThatNobodyAskedForAreMalformed() {
        assertThatThrownBy(() -> new WireReader(BYTES, 9, 1).expectEnd())
                .isExactlyInstanceOf(MalformedPacketException.class)
                .hasMessage("1 bytes too many");
    }

    @Test
    public void aRangeOutsideTheArrayIsTheCallersFault() {
        assertThatThrownBy(() -> new WireReader(BYTES, 8, 3)).isInstanceOf(IndexOutOfBoundsException.class);
    }

    @Test
    public void whatIsReadIsACopy() {
        byte[] bytes = {1, 2};
        byte[] read = new WireReader(bytes).bytes(2);
        bytes[0] = 9;
        assertThat(read).containsExactly(1, 2);
    }

    @Test
    public void aMalformedPacketCostsNoStackTrace() {
        assertThat(new MalformedPacketException("short").getStackTrace()).isEmpty();
    }
}
