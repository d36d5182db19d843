package org.ipmibridge.ipmi.api.log;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import org.junit.Test;

public class PrintableTest {
    @Test
    public void aUserNameCannotForgeALogLine() {
        assertThat(Printable.text("admin\r\n2026 INFO all is well\u001b[2J\u00e9"))
                .doesNotContain("\n", "\r", "\u001b", " ");
        assertThat(Printable.text("admin")).isEqualTo("admin");
        assertThat(Printable.text("")).isEqualTo("(null)");
    }

    @Test
    public void anIpv6PeerIsTellableFromItsPort() throws UnknownHostException {
        assertThat(Printable.peer(new InetSocketAddress(InetAddress.getByName("::1"), 623)))
                .isEqualTo("[0:0:0:0:0:0:0:1]:623");
        assertThat(Printable.peer(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 623)))
                .isEqualTo("127.0.0.1:623");
    }
}
