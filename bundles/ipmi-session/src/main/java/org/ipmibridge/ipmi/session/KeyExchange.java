package org.ipmibridge.ipmi.session;

import java.util.Arrays;
import org.ipmibridge.ipmi.api.session.SessionClaim;
import org.ipmibridge.ipmi.api.session.SessionKeys;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.protocol.CipherSuite;
import org.ipmibridge.ipmi.protocol.WireWriter;

/**
 * The codes and keys of the RMCP+ Authenticated Key-Exchange Protocol (IPMI v2.0, sections 13.20 to 13.23, 13.31 and 13.32), for one
 * authentication algorithm. The comments beside the hashed fields are the specification's symbols. Immutable; thread-safe.
 */
final class KeyExchange {
    /** The constants that K1 and K2 are made from are 20 bytes long, whatever the algorithm's block size. */
    private static final int CONSTANT_LENGTH = 20;

    private final String algorithm;
    private final int checkLength;

    private KeyExchange(String algorithm, int checkLength) {
        this.algorithm = algorithm;
        this.checkLength = checkLength;
    }

    static KeyExchange of(CipherSuite.Authentication authentication) {
        return switch (authentication) {
            case HMAC_SHA1 -> new KeyExchange("HmacSHA1", 12);
            case HMAC_SHA256 -> new KeyExchange("HmacSHA256", 16);
        };
    }

    /** The Key Exchange Authentication Code of RAKP Message 2. */
    byte[] rakp2Code(SessionState state, SessionClaim claim) {
        return Hmac.of(algorithm, claim.userKey())
                .compute(
                        int32(state.offer().consoleSessionId()), // SID_M
                        int32(state.id()), // SID_C
                        claim.consoleRandom(), // R_M
                        claim.bmcRandom(), // R_C
                        claim.guid(), // GUID_C
                        roleAndName(claim)); // ROLE_M, ULENGTH_M, UNAME_M
    }

    /** The Key Exchange Authentication Code that RAKP Message 3 has to bring. */
    byte[] rakp3Code(SessionState state, SessionClaim claim) {
        return Hmac.of(algorithm, claim.userKey())
                .compute(
                        claim.bmcRandom(), // R_C
                        int32(state.offer().consoleSessionId()), // SID_M
                        roleAndName(claim)); // ROLE_M, ULENGTH_M, UNAME_M
    }

    /**
     * The session's keys.
     *
     * @param kg K_G, or the user's key where the BMC has none
     */
    SessionKeys keys(SessionClaim claim, byte[] kg) {
        byte[] sik = Hmac.of(algorithm, kg)
                .compute(
                        claim.consoleRandom(), // R_M
                        claim.bmcRandom(), // R_C
                        roleAndName(claim)); // ROLE_M, ULENGTH_M, UNAME_M
        Hmac withSik = Hmac.of(algorithm, sik);
        return new SessionKeys(sik, withSik.compute(constant(1)), withSik.compute(constant(2)));
    }

    /** The Integrity Check Value of RAKP Message 4. */
    byte[] rakp4Code(SessionState state, SessionClaim claim, SessionKeys keys) {
        byte[] code = Hmac.of(algorithm, keys.sik())
                .compute(
                        claim.consoleRandom(), // R_M
                        int32(state.id()), // SID_C
                        claim.guid()); // GUID_C
        return Arrays.copyOf(code, checkLength);
    }

    private static byte[] roleAndName(SessionClaim claim) {
        byte[] name = claim.userName();
        return new WireWriter(2 + name.length)
                .uint8(claim.role())
                .uint8(name.length)
                .bytes(name)
                .toBytes();
    }

    private static byte[] int32(int value) {
        return new WireWriter(4).int32(value).toBytes();
    }

    private static byte[] constant(int value) {
        byte[] constant = new byte[CONSTANT_LENGTH];
        Arrays.fill(constant, (byte) value);
        return constant;
    }
}
