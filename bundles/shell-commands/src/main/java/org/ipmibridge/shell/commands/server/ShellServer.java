package org.ipmibridge.shell.commands.server;

import java.io.IOException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.UserPrincipal;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.runtime.api.shell.Shell;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Listens on a Unix-domain socket and serves each client with a Gogo session of its own. */
final class ShellServer implements AutoCloseable {
    static final int MAX_CONNECTIONS = 16;

    /** Keeps a lack of file handles from becoming a busy loop. */
    private static final long PAUSE_AFTER_FAILURE = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Logger LOG = LoggerFactory.getLogger(ShellServer.class);

    private final Path path;
    private final ServerSocketChannel server;
    private final UserPrincipal owner;
    private final Shell shell;
    private final ExecutorService connections = new ThreadPoolExecutor(
            0, MAX_CONNECTIONS + 1, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), ShellServer::thread);

    /** @throws IOException if the socket cannot be opened; with a message for the operator */
    ShellServer(Path path, Shell shell) throws IOException {
        this.path = path;
        this.shell = shell;
        this.server = SocketFile.bind(path);
        this.owner = Files.getOwner(path);
        connections.execute(this::accept);
    }

    @Override
    public void close() {
        try (server) {
            Files.deleteIfExists(path);
        } catch (IOException e) {
            LOG.debug("shell socket {}: {}", path, e.toString());
        }
        connections.shutdownNow();
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                LOG.debug("shell socket {}: {}", path, e.toString());
                LockSupport.parkNanos(PAUSE_AFTER_FAILURE);
            }
        }
    }

    private void serve(SocketChannel client) throws IOException {
        try {
            if (Peer.isOrRoot(owner, client)) {
                connections.execute(() -> talk(client));
                return;
            }
            LOG.warn("shell socket {}: a connection of another user was refused", path);
        } catch (RejectedExecutionException e) {
            LOG.warn("shell socket {}: {} connections are the most, one more was refused", path, MAX_CONNECTIONS);
        }
        client.close();
    }

    /** Opens the session, which only a connection that has its place may cost. */
    private void talk(SocketChannel client) {
        // Only the bridge's own user and root can reach the socket, who can do everything anyway.
        Caller caller = new Caller(owner.getName(), "local", Role.ADMINISTRATOR);
        try (FrameChannel channel = new FrameChannel(client)) {
            new Connection(channel, shell, caller).run();
        } catch (IOException | RuntimeException e) {
            LOG.warn("shell socket {}: a connection cannot be served", path, e);
        }
    }

    private static Thread thread(Runnable task) {
        return new Thread(task, "shell-connection");
    }
}
