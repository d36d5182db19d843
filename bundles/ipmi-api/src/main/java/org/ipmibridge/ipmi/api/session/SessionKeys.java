package org.ipmibridge.ipmi.api.session;

/**
 * The keys of an IPMI v2.0 session (IPMI v2.0, sections 13.31 and 13.32). Never logged; the arrays are not copied and not to be changed.
 *
 * @param sik the Session Integrity Key
 * @param k1 the key of the integrity codes
 * @param k2 the key of the encryption, of which AES-CBC-128 uses the first 16 bytes
 */
public record SessionKeys(byte[] sik, byte[] k1, byte[] k2) {
    @Override
    public String toString() {
        return "SessionKeys[]";
    }
}
