package org.ipmibridge.testkit;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Instant;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/**
 * A session as others see it, which stays as it was made.
 *
 * @param bmc the name of its BMC
 * @param id our session ID
 * @param handle its handle
 * @param userId the user's ID
 * @param userName the user's name
 * @param privilege the privilege that it has
 * @param privilegeLimit the highest privilege that it can have
 * @param peer where it comes from
 * @param rmcpPlus whether it is an IPMI v2.0 session
 * @param protection how it is protected
 * @param since when it became active
 */
public record FakeSession(
        String bmc,
        int id,
        int handle,
        int userId,
        String userName,
        PrivilegeLevel privilege,
        PrivilegeLevel privilegeLimit,
        InetSocketAddress peer,
        boolean rmcpPlus,
        String protection,
        Instant since)
        implements Session {

    /** A session of user {@code oper} (ID 3) with this privilege, in cipher suite 17. */
    public static FakeSession of(String bmc, PrivilegeLevel privilege) {
        return new FakeSession(
                bmc,
                0x01020304,
                1,
                3,
                "oper",
                privilege,
                PrivilegeLevel.ADMINISTRATOR,
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 50_000),
                true,
                "suite 17",
                Instant.EPOCH);
    }

    public FakeSession withId(int newId) {
        return new FakeSession(
                bmc, newId, handle, userId, userName, privilege, privilegeLimit, peer, rmcpPlus, protection, since);
    }

    public FakeSession withUserName(String newUserName) {
        return new FakeSession(
                bmc, id, handle, userId, newUserName, privilege, privilegeLimit, peer, rmcpPlus, protection, since);
    }
}
