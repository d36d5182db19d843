package org.ipmibridge.ipmi.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.stream.IntStream;
import org.ipmibridge.ipmi.protocol.GoldenPackets;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.junit.Test;

public class RakpTest {
    private static final String SUITE_17 = "ipmitool-lanplus-suite17";
    private static final String BY_PRIVILEGE = "openipmi-suite3-name-and-privilege";

    @Test
    public void everyFieldOfIpmitoolsRakp1IsRead() {
        Rakp1 rakp1 = Rakp1.decode(payload(SUITE_17, "rakp-1"));
        assertThat(rakp1.tag()).isZero();
        assertThat(rakp1.bmcSessionId()).isEqualTo(OpenSessionTest.bmcSessionId(SUITE_17));
        assertThat(rakp1.consoleRandom()).isEqualTo(hex("c1e06d5cba11897f088f1bb4ed85ead4"));
        assertThat(rakp1.role()).isEqualTo(0x14);
        assertThat(rakp1.privilege()).isEqualTo(4);
        assertThat(rakp1.nameOnly()).isTrue();
        assertThat(rakp1.userName()).isEqualTo("admin".getBytes(StandardCharsets.US_ASCII));
    }

    @Test
    public void aUserCanBeFoundByNameAndPrivilegeToo() {
        Rakp1 rakp1 = Rakp1.decode(payload(BY_PRIVILEGE, "rakp-1"));
        assertThat(rakp1.role()).isEqualTo(0x04);
        assertThat(rakp1.privilege()).isEqualTo(4);
        assertThat(rakp1.nameOnly()).isFalse();
    }

    @Test
    public void bitsOfTheRoleAreNotMixedUp() {
        Rakp1 rakp1 = Rakp1.decode(rakp1("aa", ""));
        assertThat(rakp1.privilege()).isEqualTo(0x0A);
        assertThat(rakp1.nameOnly()).isFalse();
        Rakp1 other = Rakp1.decode(rakp1("55", ""));
        assertThat(other.privilege()).isEqualTo(0x05);
        assertThat(other.nameOnly()).isTrue();
        assertThat(other.role()).isEqualTo(0x55);
    }

    @Test
    public void aNameOfAnyLengthIsReadSoThatItCanBeAnswered() {
        assertThat(Rakp1.decode(rakp1("14", "")).userName()).isEmpty();
        assertThat(Rakp1.decode(rakp1("14", "ff".repeat(255))).userName()).hasSize(255);
    }

    @Test
    public void aRakp1ThatIsNotAsLongAsItSaysIsMalformed() {
        byte[] whole = payload(SUITE_17, "rakp-1").rest();
        assertThatThrownBy(() -> Rakp1.decode(new WireReader(Arrays.copyOf(whole, whole.length + 1))))
                .isExactlyInstanceOf(MalformedPacketException.class);
        IntStream.range(0, whole.length)
                .forEach(length -> assertThatThrownBy(() -> Rakp1.decode(new WireReader(whole, 0, length)))
                        .isExactlyInstanceOf(MalformedPacketException.class));
    }

    @Test
    public void rakp2IsTheOneThatClientsAccept() {
        WireReader golden = payload(SUITE_17, "rakp-2");
        golden.skip(8);
        byte[] rakp2 = Rakp2.accept(0, 0xA0A2A3A4, golden.bytes(16), golden.bytes(16), golden.rest());
        assertThat(rakp2).isEqualTo(payload(SUITE_17, "rakp-2").rest()).hasSize(72);
    }

    @Test
    public void everyFieldOfARealRakp3IsRead() {
        Rakp3 rakp3 = Rakp3.decode(payload("openipmi-suite3", "rakp-3"));
        assertThat(rakp3.tag()).isEqualTo(4);
        assertThat(rakp3.status()).isZero();
        assertThat(rakp3.bmcSessionId()).isEqualTo(OpenSessionTest.bmcSessionId("openipmi-suite3"));
        assertThat(rakp3.keyExchangeCode()).isEqualTo(hex("5e7f16aa743f96840235b7c9d828682db439c110"));
    }

    @Test
    public void aRakp3ThatReportsAFailureHasNoCode() {
        Rakp3 rakp3 = Rakp3.decode(new WireReader(hex("aa0f000055aa55aa")));
        assertThat(rakp3.tag()).isEqualTo(0xAA);
        assertThat(rakp3.status()).isEqualTo(0x0F);
        assertThat(rakp3.bmcSessionId()).isEqualTo(0xAA55AA55);
        assertThat(rakp3.keyExchangeCode()).isEmpty();
    }

    @Test
    public void aRakp3WithALongerCodeThanAnyAlgorithmMakesIsMalformed() {
        assertThatThrownBy(() -> Rakp3.decode(new WireReader(new byte[41])))
                .isExactlyInstanceOf(MalformedPacketException.class);
        assertThat(Rakp3.decode(new WireReader(new byte[40])).keyExchangeCode()).hasSize(32);
        IntStream.range(0, 8).forEach(length -> assertThatThrownBy(() -> Rakp3.decode(new WireReader(new byte[length])))
                .isExactlyInstanceOf(MalformedPacketException.class));
    }

    @Test
    public void rakp4IsTheOneThatClientsAccept() {
        WireReader golden = payload(SUITE_17, "rakp-4");
        golden.skip(8);
        assertThat(Rakp4.accept(0, 0xA0A2A3A4, golden.rest()))
                .isEqualTo(payload(SUITE_17, "rakp-4").rest())
                .hasSize(24);
    }

    @Test
    public void refusalsHaveEightBytes() {
        assertThat(Rakp2.refuse(0x55, RmcpPlusStatus.UNAUTHORIZED_ROLE, 1)).isEqualTo(hex("550a000001000000"));
        assertThat(Rakp4.refuse(0xAA, RmcpPlusStatus.INVALID_INTEGRITY_CHECK_VALUE, 1))
                .isEqualTo(hex("aa0f000001000000"));
    }

    @Test
    public void statusCodesAreThoseOfTheSpecification() {
        assertThat(Arrays.stream(RmcpPlusStatus.values())
                        .mapToInt(RmcpPlusStatus::code)
                        .toArray())
                .isEqualTo(IntStream.rangeClosed(0, 0x12).toArray());
    }

    private static WireReader rakp1(String role, String name) {
        return new WireReader(hex("00000000" + "01000000" + "00".repeat(16) + role + "0000"
                + String.format("%02x", name.length() / 2) + name));
    }

    private static WireReader payload(String file, String name) {
        return GoldenPackets.payload(file, name, SessionHeader20.LENGTH);
    }

    private static byte[] hex(String hex) {
        return HexFormat.of().parseHex(hex);
    }
}
