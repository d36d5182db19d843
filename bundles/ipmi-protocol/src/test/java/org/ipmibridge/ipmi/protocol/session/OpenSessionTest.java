package org.ipmibridge.ipmi.protocol.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.GoldenPackets;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.junit.Test;

public class OpenSessionTest {
    /** SIDC of a recorded conversation. */
    static int bmcSessionId(String file) {
        WireReader reader = GoldenPackets.payload(file, "open-session-response", SessionHeader20.LENGTH);
        reader.skip(8);
        return reader.int32();
    }

    @Test
    public void everyFieldOfIpmitoolsRequestIsRead() {
        assertThat(request("ipmitool-lanplus-suite17")).isEqualTo(new OpenSessionRequest(0, 0, 0xA0A2A3A4, 3, 4, 1));
        assertThat(request("ipmitool-lanplus-suite3")).isEqualTo(new OpenSessionRequest(0, 0, 0xA0A2A3A4, 1, 1, 1));
    }

    @Test
    public void everyFieldOfOpenIpmisRequestIsRead() {
        assertThat(request("openipmi-suite3")).isEqualTo(new OpenSessionRequest(2, 4, 1, 1, 1, 1));
    }

    @Test
    public void everyFieldOfFreeIpmisRequestIsRead() {
        OpenSessionRequest request = request("freeipmi-lan20-suite3");
        assertThat(request).isEqualTo(new OpenSessionRequest(0x48, 0, 0x32ECD9E6, 1, 1, 1));
    }

    @Test
    public void theAcceptanceIsTheOneThatClientsAccept() {
        for (String file : new String[] {"ipmitool-lanplus-suite17", "ipmitool-lanplus-suite3", "openipmi-suite3"}) {
            OpenSessionRequest request = request(file);
            byte[] response = OpenSessionResponse.accept(
                    request.tag(),
                    PrivilegeLevel.ADMINISTRATOR,
                    request.consoleSessionId(),
                    bmcSessionId(file),
                    CipherSuite.of(request.authentication(), request.integrity(), request.confidentiality())
                            .orElseThrow());
            assertThat(response)
                    .as(file)
                    .isEqualTo(GoldenPackets.payload(file, "open-session-response", SessionHeader20.LENGTH)
                            .rest());
        }
    }

    @Test
    public void aRefusalHasEightBytes() {
        assertThat(OpenSessionResponse.refuse(0xAB, RmcpPlusStatus.NO_CIPHER_SUITE_MATCH, 0xA0A2A3A4))
                .isEqualTo(HexFormat.of().parseHex("ab110000a4a3a2a0"));
    }

    @Test
    public void bitsOfTheRequestAreNotMixedUp() {
        assertThat(request("aa", "aa", "55aa55aa", "aa", "aa", "aa"))
                .isEqualTo(new OpenSessionRequest(0xAA, 0x0A, 0xAA55AA55, 0x2A, 0x2A, 0x2A));
        assertThat(request("55", "55", "aa55aa55", "55", "55", "55"))
                .isEqualTo(new OpenSessionRequest(0x55, 0x05, 0x55AA55AA, 0x15, 0x15, 0x15));
    }

    @Test
    public void algorithmPayloadsBelongInTheirPlaces() {
        assertMalformed("0000000001000000" + "0100000801000000" + "0000000801000000" + "0200000801000000");
        assertMalformed("0000000001000000" + "0000000801000000" + "0100000801000000" + "0100000801000000");
        assertMalformed("0000000001000000" + "0000000901000000" + "0100000801000000" + "0200000801000000");
        assertMalformed("0000000001000000" + "0000000001000000" + "0100000801000000" + "0200000801000000");
    }

    @Test
    public void aRequestThatIsTooLongIsMalformed() {
        assertMalformed("0000000001000000" + "0000000801000000" + "0100000801000000" + "0200000801000000" + "00");
    }

    private static OpenSessionRequest request(String file) {
        return OpenSessionRequest.decode(GoldenPackets.payload(file, "open-session-request", SessionHeader20.LENGTH));
    }

    private static OpenSessionRequest request(
            String tag, String privilege, String sessionId, String authentication, String integrity, String conf) {
        return OpenSessionRequest.decode(new WireReader(HexFormat.of()
                .parseHex(tag + privilege + "0000" + sessionId + "00000008" + authentication + "00000001000008"
                        + integrity + "00000002000008" + conf + "000000")));
    }

    private static void assertMalformed(String hex) {
        assertThatThrownBy(() ->
                        OpenSessionRequest.decode(new WireReader(HexFormat.of().parseHex(hex))))
                .isExactlyInstanceOf(MalformedPacketException.class);
    }
}
