package org.ipmibridge.metrics.http;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.CancelledKeyException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server: one thread that never waits for a client. Who is slow loses the connection after a while, and before that when there are too many;
 * so nobody keeps others from being served. Thread-safe.
 */
final class HttpServer implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HttpServer.class);
    private static final long LOOK_MILLIS = 500;
    private static final long PAUSE_NANOS = 20_000_000;
    private static final int BACKLOG = 64;

    private final Selector selector;
    private final ServerSocketChannel server;
    private final Site site;
    private final Limits limits;
    private final Thread thread = new Thread(this::run, "metrics-http");
    /** In the order in which they came. */
    private final Set<Connection> connections = new LinkedHashSet<>();

    private volatile int open;
    private volatile boolean closed;

    private HttpServer(Selector selector, ServerSocketChannel server, Site site, Limits limits) {
        this.selector = selector;
        this.server = server;
        this.site = site;
        this.limits = limits;
    }

    /**
     * Listens; clients that connect wait until it is told to {@link #serve}.
     *
     * @throws IOException if it cannot listen there
     */
    static HttpServer listen(InetSocketAddress address, Site site, Limits limits) throws IOException {
        ServerSocketChannel server = ServerSocketChannel.open();
        Selector selector = Selector.open();
        try {
            server.bind(address, BACKLOG);
            server.configureBlocking(false);
            server.register(selector, SelectionKey.OP_ACCEPT);
        } catch (IOException | RuntimeException e) {
            server.close();
            selector.close();
            throw e;
        }
        return new HttpServer(selector, server, site, limits);
    }

    /** Serves from now on; called once. */
    void serve() {
        thread.setDaemon(true);
        thread.start();
    }

    /** The port that it listens on. */
    int port() {
        return server.socket().getLocalPort();
    }

    /** How many clients are connected. */
    int connections() {
        return open;
    }

    /** Closes all connections of one that serves; the port is free when this returns. */
    @Override
    public void close() {
        closed = true;
        selector.wakeup();
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        try (selector;
                server) {
            while (!closed) {
                look();
            }
        } catch (IOException | RuntimeException e) {
            LOG.error("the metrics are not served any more", e);
        } finally {
            connections.forEach(Connection::close);
        }
    }

    private void look() throws IOException {
        selector.select(LOOK_MILLIS);
        long now = System.nanoTime();
        for (SelectionKey key : selector.selectedKeys()) {
            if (key.attachment() instanceof Connection connection) {
                serve(connection, key, now);
            } else {
                accept(now);
            }
        }
        selector.selectedKeys().clear();
        connections.removeIf(connection -> {
            boolean late = connection.isLate(now);
            if (late) {
                connection.close();
            }
            return late;
        });
        open = connections.size();
    }

    private void serve(Connection connection, SelectionKey key, long now) {
        try {
            if (connection.goOn(key, now)) {
                return;
            }
        } catch (IOException | CancelledKeyException e) {
            LOG.debug("a client is gone", e);
        }
        connection.close();
        connections.remove(connection);
    }

    private void accept(long now) {
        try {
            SocketChannel channel = server.accept();
            if (channel != null) {
                welcome(channel, now);
            }
        } catch (IOException e) {
            // The client has gone before it was greeted; or too many files are open, and to ask at once again would be
            // in vain.
            LOG.debug("a client cannot be served", e);
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    private void welcome(SocketChannel channel, long now) throws IOException {
        if (connections.size() >= limits.connections()) {
            Iterator<Connection> oldest = connections.iterator();
            oldest.next().close();
            oldest.remove();
        }
        Connection connection = new Connection(channel, site, limits, now);
        connections.add(connection);
        open = connections.size();
        try {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, connection);
        } catch (IOException e) {
            connection.close();
            connections.remove(connection);
            throw e;
        }
    }
}
