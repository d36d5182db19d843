package org.ipmibridge.shell.commands.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.time.Duration;
import org.junit.Test;

public final class WordsTest {
    @Test
    public void durationsAreAsFineAsTheyAreShort() {
        assertThat(Words.duration(Duration.ofMillis(340))).isEqualTo("0.3 s");
        assertThat(Words.duration(Duration.ofSeconds(59))).isEqualTo("59.0 s");
        assertThat(Words.duration(Duration.ofSeconds(125))).isEqualTo("2 min 5 s");
        assertThat(Words.duration(Duration.ofMinutes(181))).isEqualTo("3 h 1 min");
        assertThat(Words.duration(Duration.ofHours(292))).isEqualTo("12 d 4 h");
    }

    @Test
    public void anIpv6AddressStandsInBrackets() {
        assertThat(Words.address(new InetSocketAddress("127.0.0.1", 623))).isEqualTo("127.0.0.1:623");
        assertThat(Words.address(new InetSocketAddress("::1", 623))).isEqualTo("[0:0:0:0:0:0:0:1]:623");
    }

    @Test
    public void aHostNameThatIsNotResolvedIsShownAsItIs() {
        assertThat(Words.address(InetSocketAddress.createUnresolved("bmc.example", 623)))
                .isEqualTo("bmc.example:623");
    }
}
