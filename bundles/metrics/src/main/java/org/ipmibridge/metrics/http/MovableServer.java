package org.ipmibridge.metrics.http;

import java.io.IOException;
import java.net.InetSocketAddress;

/** Serves pages at one address at a time. A move fails without a gap: who asks at the former address is served there. Used by one thread at a time. */
public final class MovableServer implements AutoCloseable {
    private final Site site;
    private final Limits limits;
    private InetSocketAddress address;
    private HttpServer server;

    /** Serves nowhere yet. */
    public MovableServer(Site site, Limits limits) {
        this.site = site;
        this.limits = limits;
    }

    /**
     * Serves there from now on, and nowhere else; only one of the two servers makes pages at any moment.
     *
     * @throws IOException if it cannot listen there; then it serves where it did before
     */
    public void moveTo(InetSocketAddress wanted) throws IOException {
        if (wanted.equals(address)) {
            return;
        }
        InetSocketAddress former = address;
        if (isInTheWayOf(wanted)) {
            close();
        }
        try {
            HttpServer next = HttpServer.listen(wanted, site, limits);
            close();
            serve(next, wanted);
        } catch (IOException e) {
            if (address == null && former != null) {
                goBack(former, e);
            }
            throw e;
        }
    }

    /** Serves nowhere any more. */
    @Override
    public void close() {
        if (server != null) {
            server.close();
            server = null;
            address = null;
        }
    }

    private void serve(HttpServer next, InetSocketAddress at) {
        next.serve();
        server = next;
        address = at;
    }

    private void goBack(InetSocketAddress former, IOException failure) {
        try {
            serve(HttpServer.listen(former, site, limits), former);
        } catch (IOException e) {
            failure.addSuppressed(e);
        }
    }

    /** Who listens on all addresses of a port keeps others from each of them, and the other way round. */
    private boolean isInTheWayOf(InetSocketAddress wanted) {
        return address != null && address.getPort() == wanted.getPort() && (isForAll(address) || isForAll(wanted));
    }

    private static boolean isForAll(InetSocketAddress address) {
        return address.getAddress().isAnyLocalAddress();
    }
}
