package org.ipmibridge.hypervisor.vmware.soap;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

/** Whose certificate is believed. Each server has its own, and there is none that believes everybody. */
public final class Trust {
    private final X509ExtendedTrustManager manager;
    private final String description;

    private Trust(X509ExtendedTrustManager manager, String description) {
        this.manager = manager;
        this.description = description;
    }

    /**
     * Only the one certificate, whatever its names and dates.
     *
     * @param sha256 the certificate's SHA-256 fingerprint, 64 hexadecimal digits in either case, with or without colons
     * @throws IllegalArgumentException if it is no such fingerprint
     */
    public static Trust fingerprint(String sha256) {
        Fingerprint fingerprint = Fingerprint.parse(sha256);
        return new Trust(
                new PinnedTrustManager(fingerprint), "the certificate with SHA-256 fingerprint " + fingerprint);
    }

    /**
     * The certificates of a file, and those that they sign; the server's name is checked.
     *
     * @param file one or more certificates in PEM
     * @throws IllegalArgumentException if it cannot be read or has none; the message says why
     */
    public static Trust pem(Path file) {
        try {
            KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
            store.load(null, null);
            int count = 0;
            for (Certificate certificate : certificates(file)) {
                store.setCertificateEntry("certificate-" + count++, certificate);
            }
            return new Trust(managerOf(store), "the certificates of " + file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot be read: " + e, e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("holds no certificates in PEM: " + e.getMessage(), e);
        }
    }

    /** What the JDK believes; the server's name is checked. */
    public static Trust system() {
        try {
            return new Trust(managerOf(null), "the JDK's trust store");
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("the JDK's trust store cannot be used: " + e.getMessage(), e);
        }
    }

    /** A new TLS context that believes nothing else. */
    SSLContext context() {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {manager}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    @Override
    public String toString() {
        return description;
    }

    private static Collection<? extends Certificate> certificates(Path file)
            throws IOException, GeneralSecurityException {
        try (InputStream in = Files.newInputStream(file)) {
            Collection<? extends Certificate> found =
                    CertificateFactory.getInstance("X.509").generateCertificates(in);
            if (found.isEmpty()) {
                throw new GeneralSecurityException("it has none");
            }
            return found;
        }
    }

    private static X509ExtendedTrustManager managerOf(KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager candidate : factory.getTrustManagers()) {
            if (candidate instanceof X509ExtendedTrustManager extended) {
                return new TellingTrustManager(extended);
            }
        }
        throw new GeneralSecurityException("this Java checks no X.509 certificates");
    }
}
