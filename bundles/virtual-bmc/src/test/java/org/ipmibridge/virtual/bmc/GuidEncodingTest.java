package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import java.util.UUID;
import org.junit.Test;

public class GuidEncodingTest {
    private static final UUID SYSTEM = UUID.fromString("420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7");

    @Test
    public void ipmiReversesAllBytes() {
        assertThat(encoded(GuidEncoding.IPMI)).isEqualTo("f7e6d5c4b3a281806f4e4d3c2b1a0d42");
    }

    @Test
    public void smbiosReversesTheFirstThreeFields() {
        assertThat(encoded(GuidEncoding.SMBIOS)).isEqualTo("2b1a0d424d3c6f4e8081a2b3c4d5e6f7");
    }

    @Test
    public void rfc4122LeavesTheOrderAsItIsWritten() {
        assertThat(encoded(GuidEncoding.RFC4122)).isEqualTo("420d1a2b3c4d4e6f8081a2b3c4d5e6f7");
    }

    private static String encoded(GuidEncoding encoding) {
        return HexFormat.of().formatHex(encoding.encode(SYSTEM));
    }
}
