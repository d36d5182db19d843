package org.ipmibridge.ipmi.protocol;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.Map;
import org.junit.Test;

public class GoldenRequestsTest {
    private final Map<String, byte[]> requests = GoldenPackets.of("requests");

    @Test
    public void everyRequestSaysWhatItsNameTells() {
        assertThat(requests).hasSizeGreaterThan(80);
        requests.forEach((name, bytes) -> {
            IpmiRequest request = IpmiRequest.decode(bytes, 0, bytes.length);
            String said = String.format(
                            "%02x/%02x %s",
                            request.netFn().code(),
                            request.command(),
                            HexFormat.ofDelimiter(" ").formatHex(request.data()))
                    .trim();
            assertThat(name).endsWith(": " + said);
        });
    }

    @Test
    public void everyRequestGoesFromARemoteConsoleToTheBmcAtLunZero() {
        requests.forEach((name, bytes) -> {
            IpmiRequest request = IpmiRequest.decode(bytes, 0, bytes.length);
            assertThat(request.rsAddr()).as(name).isEqualTo(IpmiRequest.BMC_ADDRESS);
            assertThat(request.rqAddr()).as(name).isEqualTo(IpmiRequest.REMOTE_CONSOLE_ADDRESS);
            assertThat(request.rsLun()).as(name).isZero();
            assertThat(request.rqLun()).as(name).isZero();
        });
    }

    @Test
    public void everyRequestIsEncodedToTheSameBytesAgain() {
        requests.forEach((name, bytes) -> assertThat(
                        IpmiRequest.decode(bytes, 0, bytes.length).encode())
                .as(name)
                .isEqualTo(bytes));
    }
}
