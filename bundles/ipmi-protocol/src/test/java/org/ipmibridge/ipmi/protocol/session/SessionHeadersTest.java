package org.ipmibridge.ipmi.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.GoldenPackets;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.junit.Test;

public class SessionHeadersTest {
    @Test
    public void everyFieldOfARealV15HeaderIsRead() {
        WireReader reader = GoldenPackets.payload("ipmitool-lan-md5", "activate-session.request", 0);
        SessionHeader15 header = SessionHeader15.decode(reader);
        assertThat(header.authenticationType()).isEqualTo(AuthenticationType.MD5);
        assertThat(header.sequence()).isZero();
        assertThat(header.sessionId()).isEqualTo(5);
        assertThat(header.authCode()).isEqualTo(hex("e25996255248d84c200844ab4723aa9c"));
        assertThat(header.length()).isEqualTo(29).isEqualTo(reader.remaining());
    }

    @Test
    public void aV15HeaderWithoutAuthenticationHasNoAuthCode() {
        WireReader reader =
                GoldenPackets.payload("freeipmi-lan-md5", "get-channel-authentication-capabilities.request", 0);
        SessionHeader15 header = SessionHeader15.decode(reader);
        assertThat(header.authCode()).isEmpty();
        assertThat(header).usingRecursiveComparison().isEqualTo(SessionHeader15.sessionless(9));
        assertThat(reader.remaining()).isEqualTo(9);
    }

    @Test
    public void bitsOfTheV15HeaderAreNotMixedUp() {
        String code = "aa55aa55aa55aa55aa55aa55aa55aa55";
        SessionHeader15 header = SessionHeader15.decode(reader("a2" + "aa55aa55" + "55aa55aa" + code + "00"));
        assertThat(header.authenticationType()).isEqualTo(AuthenticationType.MD5);
        assertThat(header.sequence()).isEqualTo(0x55AA55AA);
        assertThat(header.sessionId()).isEqualTo(0xAA55AA55);
        assertThat(header.authCode()).isEqualTo(hex(code));
        assertThat(SessionHeader15.decode(reader("54" + "55aa55aa" + "aa55aa55" + code + "00"))
                        .authenticationType())
                .isEqualTo(AuthenticationType.STRAIGHT_PASSWORD);
    }

    @Test
    public void aV15HeaderOfAnUnknownTypeIsMalformed() {
        for (int type : new int[] {3, 6, 7, 8, 15}) {
            WireWriter writer = new WireWriter(40).uint8(type).zeros(30);
            assertThatThrownBy(() -> SessionHeader15.decode(new WireReader(writer.toBytes())))
                    .as("type %d", type)
                    .isExactlyInstanceOf(MalformedPacketException.class);
        }
    }

    @Test
    public void aV15HeaderThatPromisesMoreThanThereIsIsMalformed() {
        assertThatThrownBy(() -> SessionHeader15.decode(reader("00" + "00000000" + "00000000" + "03" + "aabb")))
                .isExactlyInstanceOf(MalformedPacketException.class);
    }

    @Test
    public void everyFieldOfARealV20HeaderIsRead() {
        WireReader reader = GoldenPackets.payload("ipmitool-lanplus-suite17", "get-device-id.request", 0);
        SessionHeader20 header = SessionHeader20.decode(reader);
        int sessionId = OpenSessionTest.bmcSessionId("ipmitool-lanplus-suite17");
        assertThat(header).isEqualTo(new SessionHeader20(PayloadType.IPMI_MESSAGE, true, true, sessionId, 6, 32));
        assertThat(reader.position()).isEqualTo(4 + SessionHeader20.LENGTH);
    }

    @Test
    public void bitsOfTheV20HeaderAreNotMixedUp() {
        SessionHeader20 header = SessionHeader20.decode(reader("a6" + "aa" + "aa55aa55" + "55aa55aa" + "0100" + "ff"));
        assertThat(header).isEqualTo(new SessionHeader20(0x2A, true, false, 0x55AA55AA, 0xAA55AA55, 1));
        SessionHeader20 other = SessionHeader20.decode(reader("56" + "55" + "55aa55aa" + "aa55aa55" + "0000"));
        assertThat(other).isEqualTo(new SessionHeader20(0x15, false, true, 0xAA55AA55, 0x55AA55AA, 0));
    }

    @Test
    public void aV20HeaderWithOemFieldsIsMalformed() {
        assertThatThrownBy(() -> SessionHeader20.decode(reader("06" + "02" + "00".repeat(16))))
                .isExactlyInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> SessionHeader20.decode(reader("06" + "c2" + "00".repeat(16))))
                .isExactlyInstanceOf(MalformedPacketException.class);
    }

    @Test
    public void aV20HeaderThatPromisesMoreThanThereIsIsMalformed() {
        assertThatThrownBy(() -> SessionHeader20.decode(reader("0600" + "00".repeat(8) + "ffff" + "aa")))
                .isExactlyInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> SessionHeader20.decode(reader("0600" + "00".repeat(8) + "0200" + "aa")))
                .isExactlyInstanceOf(MalformedPacketException.class);
    }

    @Test
    public void aV15HeaderIsNoV20HeaderNorTheOtherWayRound() {
        assertThatThrownBy(() -> SessionHeader20.decode(reader("00" + "00".repeat(20))))
                .isExactlyInstanceOf(MalformedPacketException.class);
        assertThatThrownBy(() -> SessionHeader15.decode(reader("06" + "00".repeat(20))))
                .isExactlyInstanceOf(MalformedPacketException.class);
    }

    private static WireReader reader(String hex) {
        return new WireReader(hex(hex));
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
