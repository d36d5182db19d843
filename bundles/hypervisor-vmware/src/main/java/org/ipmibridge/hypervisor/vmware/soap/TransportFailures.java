package org.ipmibridge.hypervisor.vmware.soap;

import java.net.ConnectException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.security.cert.CertificateException;
import java.time.Duration;
import java.util.Optional;
import javax.net.ssl.SSLHandshakeException;
import org.ipmibridge.hypervisor.vmware.soap.TransportException.Kind;

/** Says in words why there is no answer. */
final class TransportFailures {
    private TransportFailures() {}

    static TransportException of(Throwable failure, Duration connectTimeout, Optional<Duration> timeout) {
        if (failure instanceof TransportException known) {
            return known;
        }
        if (failure instanceof HttpConnectTimeoutException) {
            Duration longest =
                    timeout.filter(time -> time.compareTo(connectTimeout) < 0).orElse(connectTimeout);
            String words = "no connection within " + longest.toMillis() + " ms";
            return new TransportException(Kind.NOT_SENT, words, failure);
        }
        if (failure instanceof HttpTimeoutException) {
            return new TransportException(Kind.TIMEOUT, late(failure, timeout), failure);
        }
        if (failure instanceof ConnectException) {
            return new TransportException(Kind.NOT_SENT, unreached(failure), failure);
        }
        if (failure instanceof SSLHandshakeException) {
            return new TransportException(Kind.NOT_SENT, untrusted(failure), failure);
        }
        return new TransportException(Kind.BROKEN, "the connection broke (" + reason(failure) + ")", failure);
    }

    private static String late(Throwable failure, Optional<Duration> timeout) {
        return "request timed out".equals(failure.getMessage())
                ? "no answer within " + timeout.orElse(Duration.ZERO).toMillis() + " ms"
                : reason(failure);
    }

    private static String unreached(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnresolvedAddressException) {
                return "its host name is not known here";
            }
        }
        return failure.getMessage() == null ? "the connection was refused" : reason(failure);
    }

    private static String untrusted(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException) {
                return "its certificate is not trusted: " + cause.getMessage();
            }
        }
        return "no TLS connection (" + reason(failure) + ")";
    }

    private static String reason(Throwable failure) {
        return failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
    }
}
