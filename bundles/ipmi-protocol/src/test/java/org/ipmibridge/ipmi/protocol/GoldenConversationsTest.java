package org.ipmibridge.ipmi.protocol;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Map;
import org.ipmibridge.ipmi.protocol.rmcp.RmcpHeader;
import org.junit.Test;
import org.junit.runner.RunWith;
import org.junit.runners.Parameterized;
import org.junit.runners.Parameterized.Parameters;

@RunWith(Parameterized.class)
public class GoldenConversationsTest {
    private final Map<String, byte[]> packets;

    public GoldenConversationsTest(String file) {
        packets = GoldenPackets.of(file);
    }

    @Parameters(name = "{0}")
    public static Iterable<String> files() {
        return GoldenPackets.CONVERSATIONS;
    }

    @Test
    public void whatIsDecodedAndEncodedIsTheSameBytesAgain() {
        packets.forEach((name, packet) -> assertThat(isMessage(name) ? Recoder.message(packet) : Recoder.recode(packet))
                .as(name)
                .isEqualTo(packet));
    }

    @Test
    public void everyTruncationIsMalformedAndNothingElse() {
        packets.forEach((name, packet) -> {
            for (int length = 0; length < untilPayloadEnds(name, packet); length++) {
                byte[] truncated = Arrays.copyOf(packet, length);
                assertThatThrownBy(() -> recode(name, truncated))
                        .as("%s cut to %d bytes", name, truncated.length)
                        .isExactlyInstanceOf(MalformedPacketException.class);
            }
        });
    }

    @Test
    public void everyPacketThatAClientSendsWantsNoRmcpAck() {
        packets.forEach((name, packet) -> {
            if (!isMessage(name)) {
                assertThat(RmcpHeader.decode(new WireReader(packet)).wantsAck())
                        .as(name)
                        .isFalse();
            }
        });
    }

    private static byte[] recode(String name, byte[] bytes) {
        return isMessage(name) ? Recoder.message(bytes) : Recoder.recode(bytes);
    }

    private static boolean isMessage(String name) {
        return name.endsWith(".message");
    }

    /** How long the packet is without the session trailer, which is not this bundle's. */
    private static int untilPayloadEnds(String name, byte[] packet) {
        boolean hasTrailer = !isMessage(name) && packet[4] == 6 && (packet[5] & 0x40) != 0;
        return hasTrailer ? 16 + (packet[14] & 0xFF) + ((packet[15] & 0xFF) << 8) : packet.length;
    }
}
