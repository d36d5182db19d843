package org.ipmibridge.launcher.migration;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.Collections;
import java.util.HexFormat;

/** SHA-256 fingerprints of certificates, as OpenSSL prints them. */
final class Fingerprint {
    /** Fits no certificate. */
    static final String NONE = String.join(":", Collections.nCopies(32, "00"));

    private Fingerprint() {}

    static String of(X509Certificate certificate) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded());
            return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
