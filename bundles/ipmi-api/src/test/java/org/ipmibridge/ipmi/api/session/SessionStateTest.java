package org.ipmibridge.ipmi.api.session;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.junit.Test;

public class SessionStateTest {
    private static final SessionKeys KEYS = new SessionKeys(new byte[20], new byte[20], new byte[20]);

    private final SessionState state = new SessionState(
            "vm1",
            0x0A0B0C01,
            new SessionOffer(
                    AuthenticationType.RMCP_PLUS, Optional.of(CipherSuite.SUITE_3), 1, PrivilegeLevel.ADMINISTRATOR),
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 40_000),
            0);

    @Test
    public void aSessionIsTheOneOfTheClaimThatWasProved() {
        SessionClaim proved = claim("user", PrivilegeLevel.USER);
        state.claim(proved);
        state.claim(claim("admin", PrivilegeLevel.ADMINISTRATOR));
        assertThat(activate(proved)).isTrue();
        assertThat(state.userName()).isEqualTo("user");
        assertThat(state.privilegeLimit()).isEqualTo(PrivilegeLevel.USER);
        assertThat(state.privilege()).isEqualTo(PrivilegeLevel.USER);
    }

    @Test
    public void anActiveSessionTakesNoOtherClaim() {
        activate(claim("user", PrivilegeLevel.USER));
        assertThat(state.claim(claim("admin", PrivilegeLevel.ADMINISTRATOR))).isFalse();
        assertThat(state.userName()).isEqualTo("user");
    }

    @Test
    public void whatWasGivenUpDoesNotBecomeActive() {
        SessionClaim claim = claim("user", PrivilegeLevel.USER);
        assertThat(state.claim(claim)).isTrue();
        state.close();
        assertThat(activate(claim)).isFalse();
        assertThat(state.isActive()).isFalse();
        assertThat(state.keys()).isNull();
    }

    private boolean activate(SessionClaim claim) {
        return state.activate(claim, KEYS, new ReceiveWindow(0, 15, 16), Instant.EPOCH);
    }

    private static SessionClaim claim(String user, PrivilegeLevel limit) {
        byte[] name = user.getBytes(StandardCharsets.ISO_8859_1);
        return new SessionClaim(2, name, limit, new byte[20], new byte[16], new byte[16], new byte[16], 0x14);
    }
}
