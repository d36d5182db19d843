package org.ipmibridge.ipmi.api.session;

import java.nio.charset.StandardCharsets;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/**
 * Who a client says it is, and the secrets by which it has to prove that. Never logged; the arrays are not copied and not to be changed.
 *
 * @param userId the user's ID, 1 to 15
 * @param userName the user's name as received, with its padding if it had any, as the codes cover it
 * @param privilegeLimit the highest level that the session can have
 * @param userKey the user's password: 20 bytes in IPMI v2.0 (K_UID), 16 in v1.5
 * @param consoleRandom the remote console's random number (RM), 16 bytes; empty in v1.5
 * @param bmcRandom our random number (RC), 16 bytes; in v1.5 the challenge string
 * @param guid the BMC's GUID as it was told in RAKP Message 2 (GUID_C), 16 bytes: the BMC may have another before the log-in ends; empty in v1.5
 * @param role the role byte of RAKP Message 1 as received; 0 in v1.5
 */
public record SessionClaim(
        int userId,
        byte[] userName,
        PrivilegeLevel privilegeLimit,
        byte[] userKey,
        byte[] consoleRandom,
        byte[] bmcRandom,
        byte[] guid,
        int role) {
    /** The user's name without padding, ISO 8859-1. */
    public String name() {
        return nameOf(userName);
    }

    /** A user name as people write it: without the zero bytes that pad it, ISO 8859-1, so that any bytes are kept. */
    public static String nameOf(byte[] received) {
        int length = received.length;
        while (length > 0 && received[length - 1] == 0) {
            length--;
        }
        return new String(received, 0, length, StandardCharsets.ISO_8859_1);
    }

    Object[] freeze() {
        return new Object[] {userId, userName, privilegeLimit.code(), userKey, consoleRandom, bmcRandom, guid, role};
    }

    static SessionClaim thaw(Object[] frozen) {
        return new SessionClaim(
                (int) frozen[0],
                (byte[]) frozen[1],
                PrivilegeLevel.of((int) frozen[2]).orElseThrow(),
                (byte[]) frozen[3],
                (byte[]) frozen[4],
                (byte[]) frozen[5],
                (byte[]) frozen[6],
                (int) frozen[7]);
    }

    /** The same claim with another limit. */
    public SessionClaim limitedTo(PrivilegeLevel limit) {
        return new SessionClaim(userId, userName, limit, userKey, consoleRandom, bmcRandom, guid, role);
    }

    @Override
    public String toString() {
        return "SessionClaim[userId=" + userId + "]";
    }
}
