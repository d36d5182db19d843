package org.ipmibridge.launcher.isoboot;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.ipmibridge.ipmi.console.Connector;
import org.ipmibridge.ipmi.console.ConsoleException;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.Session;

/** A session that is closed at the BMC however this program ends, Ctrl-C included. */
final class GuardedSession implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 3;

    private final Session session;
    private final ReentrantLock lock = new ReentrantLock();
    private final Thread atExit = new Thread(this::closeAtExit, "close-session");
    private boolean closed;

    private GuardedSession(Session session) {
        this.session = session;
    }

    /** Logs in. @throws ConsoleException if that fails */
    static GuardedSession open(Connector connector) {
        GuardedSession guarded = new GuardedSession(connector.connect());
        Runtime.getRuntime().addShutdownHook(guarded.atExit);
        return guarded;
    }

    String protection() {
        return session.protection();
    }

    Message command(int netFn, int command, int... data) {
        lock.lock();
        try {
            return session.command(netFn, command, data);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        try {
            Runtime.getRuntime().removeShutdownHook(atExit);
        } catch (IllegalStateException e) {
            // The program is ending, and the hook closes.
            return;
        }
        closeSession();
    }

    /** The main thread goes on while the program ends; once this has the lock, it sends nothing more. */
    private void closeAtExit() {
        try {
            if (lock.tryLock(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                closeSession();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeSession() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            session.closeSession();
        } catch (ConsoleException e) {
            // A BMC that is gone has no session either, or ends it by itself.
            closed = true;
        } finally {
            session.close();
        }
    }
}
