package org.ipmibridge.ipmi.protocol.rmcp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.ipmibridge.ipmi.protocol.GoldenPackets;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.junit.Test;

public class RmcpTest {
    @Test
    public void everyFieldOfARealPresencePingIsRead() {
        WireReader reader = new WireReader(GoldenPackets.of("ipmitool-lan-md5", "presence-ping"));
        RmcpHeader header = RmcpHeader.decode(reader);
        assertThat(header).isEqualTo(new RmcpHeader(0xFF, false, RmcpHeader.CLASS_ASF));
        AsfMessage ping = AsfMessage.decode(reader);
        assertThat(ping.iana()).isEqualTo(4542);
        assertThat(ping.type()).isEqualTo(AsfMessage.PRESENCE_PING);
        assertThat(ping.tag()).isZero();
        assertThat(ping.data()).isEmpty();
        assertThat(ping.isPresencePing()).isTrue();
    }

    @Test
    public void thePongIsTheOneThatClientsAccept() {
        WireWriter writer = new WireWriter(28);
        new RmcpHeader(RmcpHeader.NO_ACK, false, RmcpHeader.CLASS_ASF).encode(writer);
        AsfMessage.pong(0).encode(writer);
        assertThat(writer.toBytes()).isEqualTo(GoldenPackets.of("ipmitool-lan-md5", "presence-pong"));
    }

    @Test
    public void thePongHasTheTagOfThePing() {
        assertThat(AsfMessage.pong(0xAB).tag()).isEqualTo(0xAB);
        assertThat(AsfMessage.pong(0xAB).isPresencePing()).isFalse();
    }

    @Test
    public void bytesAfterAnAsfMessageAreIgnored() {
        AsfMessage ping = AsfMessage.decode(reader("000011be80550001aaffff"));
        assertThat(ping.tag()).isEqualTo(0x55);
        assertThat(ping.data()).containsExactly(0xAA);
    }

    @Test
    public void aPingOfAnotherEnterpriseIsNone() {
        assertThat(AsfMessage.decode(reader("000011bf80000000")).isPresencePing())
                .isFalse();
        assertThat(AsfMessage.decode(reader("be11000080000000")).isPresencePing())
                .isFalse();
    }

    @Test
    public void bitsOfTheRmcpHeaderAreNotMixedUp() {
        assertThat(RmcpHeader.decode(reader("0600aaaa"))).isEqualTo(new RmcpHeader(0xAA, true, 0x0A));
        assertThat(RmcpHeader.decode(reader("06ff5555"))).isEqualTo(new RmcpHeader(0x55, false, 0x15));
    }

    @Test
    public void onlyAMessageWithASequenceNumberWantsAnAck() {
        assertThat(RmcpHeader.decode(reader("06000006")).wantsAck()).isTrue();
        assertThat(RmcpHeader.decode(reader("0600ff06")).wantsAck()).isFalse();
        assertThat(RmcpHeader.decode(reader("06000086")).wantsAck()).isFalse();
    }

    @Test
    public void anAckRepeatsSequenceAndClass() {
        WireWriter writer = new WireWriter(4);
        RmcpHeader.decode(reader("06005506")).acknowledgement().encode(writer);
        assertThat(writer.toBytes()).isEqualTo(HexFormat.of().parseHex("06005586"));
    }

    @Test
    public void anotherRmcpVersionIsMalformed() {
        assertThatThrownBy(() -> RmcpHeader.decode(reader("0700ff07")))
                .isExactlyInstanceOf(MalformedPacketException.class);
    }

    private static WireReader reader(String hex) {
        return new WireReader(HexFormat.of().parseHex(hex));
    }
}
