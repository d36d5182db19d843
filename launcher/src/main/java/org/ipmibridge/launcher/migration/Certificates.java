package org.ipmibridge.launcher.migration;

import java.io.IOException;
import java.security.cert.X509Certificate;

/** Looks up which certificate a server shows. */
@FunctionalInterface
interface Certificates {
    /**
     * Asks a server. Nothing but the greeting is sent to it.
     *
     * @throws IOException if it cannot be reached or shows none; the message says why
     */
    X509Certificate of(String host, int port) throws IOException;
}
