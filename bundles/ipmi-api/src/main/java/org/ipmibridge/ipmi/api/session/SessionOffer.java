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
    public boolean rmcpPlus() {
        return suite.isPresent();
    }

    /** How the session is protected, for people. */
    public String protection() {
        return suite.map(known -> "suite " + known.id()).orElse(authenticationType.toString());
    }
}
