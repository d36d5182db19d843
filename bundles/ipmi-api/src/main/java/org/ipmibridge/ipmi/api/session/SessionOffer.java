package org.ipmibridge.ipmi.api.session;

import java.util.Optional;
import org.ipmibridge.ipmi.protocol.AuthenticationType;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/**
 * What a session is to be like, from its first message on.
 *
 * @param authenticationType {@link AuthenticationType#RMCP_PLUS}, or how the packets of an IPMI v1.5 session are authenticated
 * @param suite the cipher suite of an IPMI v2.0 session, none in v1.5
 * @param consoleSessionId the remote console's session ID (SIDM), 0 in v1.5
 * @param privilegeLimit the highest level that the client asked for and the channel allows
 */
public record SessionOffer(
        AuthenticationType authenticationType,
        Optional<CipherSuite> suite,
        int consoleSessionId,
        PrivilegeLevel privilegeLimit) {
    Object[] freeze() {
        return new Object[] {
            authenticationType.code(), suite.map(CipherSuite::id).orElse(-1), consoleSessionId, privilegeLimit.code()
        };
    }

    static SessionOffer thaw(Object[] frozen) {
        return new SessionOffer(
                AuthenticationType.of((int) frozen[0]).orElseThrow(),
                CipherSuite.of((int) frozen[1]),
                (int) frozen[2],
                PrivilegeLevel.of((int) frozen[3]).orElseThrow());
    }

    public boolean rmcpPlus() {
        return suite.isPresent();
    }

    /** How the session is protected, for people. */
    public String protection() {
        return suite.map(known -> "suite " + known.id()).orElse(authenticationType.toString());
    }
}
