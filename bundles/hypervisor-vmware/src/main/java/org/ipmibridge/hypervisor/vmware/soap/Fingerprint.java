package org.ipmibridge.hypervisor.vmware.soap;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Locale;

/** The SHA-256 digest of a certificate. */
final class Fingerprint {
    private static final int LENGTH = 32;

    private final byte[] digest;

    private Fingerprint(byte[] digest) {
        this.digest = digest;
    }

    /** @throws IllegalArgumentException if it is none */
    static Fingerprint parse(String text) {
        String digits = text.replaceAll("[:\\s]", "").toLowerCase(Locale.ROOT);
        if (!digits.matches("[0-9a-f]{" + 2 * LENGTH + "}")) {
            throw new IllegalArgumentException(
                    "must be a certificate's SHA-256 fingerprint, 64 hexadecimal digits with or without colons");
        }
        return new Fingerprint(HexFormat.of().parseHex(digits));
    }

    static Fingerprint of(X509Certificate certificate) throws CertificateEncodingException {
        try {
            return new Fingerprint(MessageDigest.getInstance("SHA-256").digest(certificate.getEncoded()));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Fingerprint that && Arrays.equals(digest, that.digest);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(digest);
    }

    /** In upper case with colons, as {@code openssl x509 -fingerprint} writes it. */
    @Override
    public String toString() {
        return HexFormat.ofDelimiter(":").withUpperCase().formatHex(digest);
    }
}
