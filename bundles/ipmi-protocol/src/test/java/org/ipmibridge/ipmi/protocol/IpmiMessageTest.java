package org.ipmibridge.ipmi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HexFormat;
import org.junit.Test;

public class IpmiMessageTest {
    @Test
    public void everyFieldOfARealRequestIsRead() {
        byte[] bytes = GoldenPackets.of("ipmitool-lanplus-suite17", "set-session-privilege-level.request.message");
        IpmiRequest request = IpmiRequest.decode(bytes, 0, bytes.length);
        assertThat(request.rsAddr()).isEqualTo(0x20);
        assertThat(request.netFn()).isSameAs(NetFn.APP);
        assertThat(request.rsLun()).isZero();
        assertThat(request.rqAddr()).isEqualTo(0x81);
        assertThat(request.rqSeq()).isEqualTo(2);
        assertThat(request.rqLun()).isZero();
        assertThat(request.command()).isEqualTo(0x3B);
        assertThat(request.data()).containsExactly(4);
    }

    @Test
    public void everyFieldOfARealResponseIsRead() {
        byte[] bytes = GoldenPackets.of("openipmi-suite3", "dcmi-get-capabilities.response.message");
        IpmiResponse response = IpmiResponse.decode(bytes, 0, bytes.length);
        assertThat(response.rqAddr()).isEqualTo(0x81);
        assertThat(response.netFn()).isSameAs(NetFn.GROUP_EXTENSION.response());
        assertThat(response.rqLun()).isZero();
        assertThat(response.rsAddr()).isEqualTo(0x20);
        assertThat(response.rqSeq()).isEqualTo(6);
        assertThat(response.rsLun()).isZero();
        assertThat(response.command()).isEqualTo(1);
        assertThat(response.code()).isEqualTo(CompletionCode.INVALID_COMMAND);
        assertThat(response.data()).isEmpty();
    }

    @Test
    public void bitsOfARequestAreNotMixedUp() {
        IpmiRequest request = IpmiRequest.decode(hex("aa aa ac 55 55 55 aa 57"), 0, 8);
        assertThat(request.rsAddr()).isEqualTo(0xAA);
        assertThat(request.netFn().code()).isEqualTo(0x2A);
        assertThat(request.rsLun()).isEqualTo(2);
        assertThat(request.rqAddr()).isEqualTo(0x55);
        assertThat(request.rqSeq()).isEqualTo(0x15);
        assertThat(request.rqLun()).isEqualTo(1);
        assertThat(request.command()).isEqualTo(0x55);
        assertThat(request.data()).containsExactly(0xAA);
        assertThat(request.encode()).isEqualTo(hex("aa aa ac 55 55 55 aa 57"));
    }

    @Test
    public void bitsOfAResponseAreNotMixedUp() {
        IpmiResponse response = IpmiResponse.decode(hex("55 55 56 aa aa aa 55 ad"), 0, 8);
        assertThat(response.rqAddr()).isEqualTo(0x55);
        assertThat(response.netFn().code()).isEqualTo(0x15);
        assertThat(response.rqLun()).isEqualTo(1);
        assertThat(response.rsAddr()).isEqualTo(0xAA);
        assertThat(response.rqSeq()).isEqualTo(0x2A);
        assertThat(response.rsLun()).isEqualTo(2);
        assertThat(response.command()).isEqualTo(0xAA);
        assertThat(response.code().code()).isEqualTo(0x55);
        assertThat(response.data()).isEmpty();
        assertThat(response.encode()).isEqualTo(hex("55 55 56 aa aa aa 55 ad"));
    }

    @Test
    public void aResponseGoesBackWhereItsRequestCameFrom() {
        byte[] bytes = GoldenPackets.of("ipmitool-lan-md5", "get-channel-authentication-capabilities.request");
        IpmiRequest request = IpmiRequest.decode(bytes, 14, bytes.length - 14);
        byte[] data = hex("01 17 04 00 00 00 00 00");
        byte[] answer = GoldenPackets.of("ipmitool-lan-md5", "get-channel-authentication-capabilities.response");
        assertThat(IpmiResponse.to(request, CompletionCode.OK, data).encode())
                .isEqualTo(java.util.Arrays.copyOfRange(answer, 14, answer.length));
    }

    @Test
    public void aMessageWithinALargerBufferIsReadFromItsPlace() {
        IpmiRequest request = IpmiRequest.decode(hex("ff ff 20 18 c8 81 00 01 7e ff"), 2, 7);
        assertThat(request.command()).isEqualTo(1);
        assertThat(request.data()).isEmpty();
    }

    @Test
    public void aWrongChecksumIsMalformed() {
        assertMalformedRequest("20 18 c9 81 00 01 7e");
        assertMalformedRequest("20 18 c8 81 00 01 7f");
        assertMalformedResponse("81 1c 64 20 04 3b 00 a1");
        assertMalformedResponse("81 1c 63 20 04 3b 00 a2");
    }

    @Test
    public void aResponseIsNoRequestAndARequestNoResponse() {
        assertMalformedRequest("81 1c 63 20 04 3b 00 a1");
        assertMalformedResponse("20 18 c8 81 04 3b 04 3c");
    }

    @Test
    public void checksumsMakeTheSumOfAllBytesZero() {
        assertThat(Checksum.of(hex("20 18"), 0, 2)).isEqualTo(0xC8);
        assertThat(Checksum.of(hex("20 18 c8"), 0, 3)).isZero();
        assertThat(Checksum.of(hex("ff ff ff"), 1, 1)).isEqualTo(1);
        assertThat(Checksum.of(new byte[0], 0, 0)).isZero();
    }

    private static void assertMalformedRequest(String bytes) {
        assertThatThrownBy(() -> IpmiRequest.decode(hex(bytes), 0, hex(bytes).length))
                .isExactlyInstanceOf(MalformedPacketException.class);
    }

    private static void assertMalformedResponse(String bytes) {
        assertThatThrownBy(() -> IpmiResponse.decode(hex(bytes), 0, hex(bytes).length))
                .isExactlyInstanceOf(MalformedPacketException.class);
    }

    private static byte[] hex(String bytes) {
        return HexFormat.ofDelimiter(" ").parseHex(bytes);
    }
}
