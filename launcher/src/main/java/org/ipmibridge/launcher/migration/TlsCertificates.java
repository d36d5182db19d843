package org.ipmibridge.launcher.migration;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509ExtendedTrustManager;

/** Begins a TLS connection, keeps the certificate and hangs up. */
final class TlsCertificates implements Certificates {
    private static final int TIMEOUT_MILLIS = 5000;

    @Override
    public X509Certificate of(String host, int port) throws IOException {
        Witness witness = new Witness();
        try (Socket socket = new Socket()) {
            socket.connect(new InetSocketAddress(host, port), TIMEOUT_MILLIS);
            socket.setSoTimeout(TIMEOUT_MILLIS);
            try (SSLSocket tls =
                    (SSLSocket) context(witness).getSocketFactory().createSocket(socket, host, port, true)) {
                tls.startHandshake();
            }
        } catch (UnknownHostException e) {
            throw new IOException("there is no host " + host, e);
        } catch (SocketTimeoutException e) {
            throw new IOException("no answer in " + TIMEOUT_MILLIS / 1000 + " s", e);
        } catch (ConnectException e) {
            throw new IOException("the connection is refused", e);
        } catch (IOException e) {
            if (witness.seen == null) {
                throw e;
            }
            // It wants something more of its clients; who it is, it has shown.
        }
        return witness.shown();
    }

    private static SSLContext context(Witness witness) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(null, new TrustManager[] {witness}, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Takes whatever is shown, for nothing is entrusted to this connection. */
    private static final class Witness extends X509ExtendedTrustManager {
        private X509Certificate seen;

        private X509Certificate shown() throws IOException {
            if (seen == null) {
                throw new IOException("it shows no certificate");
            }
            return seen;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            seen = chain[0];
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            seen = chain[0];
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            seen = chain[0];
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new IllegalStateException("no server here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new IllegalStateException("no server here");
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new IllegalStateException("no server here");
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }
}
