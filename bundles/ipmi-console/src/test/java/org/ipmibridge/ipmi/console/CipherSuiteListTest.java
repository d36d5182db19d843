package org.ipmibridge.ipmi.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.Test;

/** Cipher suite records (IPMI v2.0, table 22-19). */
public class CipherSuiteListTest {
    @Test
    public void standardRecordsAreListedInTheirOrder() {
        assertThat(CipherSuiteList.parse(hex("c011034481" + "c003014181"))).containsExactly(17, 3);
    }

    @Test
    public void recordsOfMakersAreNoSuitesToChooseFrom() {
        assertThat(CipherSuiteList.parse(hex("c180030000034481" + "c003014181")))
                .containsExactly(3);
    }

    @Test
    public void aListThatIsCutOffEndsWithItsLastWholeRecord() {
        assertThat(CipherSuiteList.parse(hex("c003014181c0"))).containsExactly(3);
        assertThat(CipherSuiteList.parse(new byte[0])).isEmpty();
    }

    private static byte[] hex(String digits) {
        return HexFormat.of().parseHex(digits);
    }
}
