package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.AboutInfo;
import com.vmware.vim25.InvalidLogin;
import com.vmware.vim25.NoPermission;
import java.rmi.RemoteException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.vmware.session.Session.SessionListener;
import org.ipmibridge.hypervisor.vmware.soap.TransportException;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps one session: one log-in however many notice that there is none, and while the server does not answer, one look at it every
 * second instead of calls that all wait. Thread-safe.
 */
final class SessionKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(SessionKeeper.class);

    private final ServerSettings settings;
    private final LogIn logIn;
    private final SessionListener listener;
    private final Duration longestFarewell;
    private final Lookout lookout;
    private Kept kept;
    private String product;
    private CompletableFuture<Vim> loggingIn;
    private Outage outage;
    private String lastWarning;
    /** The session that the listener was told of last. */
    private long told;

    private boolean closed;

    /** A session and since when it exists. */
    record Kept(Vim vim, Instant since) {}

    /**
     * @param listener is told on the keeper's thread or a caller's; must not block
     * @param longestFarewell how long the end waits for a session that just begins, and for the log-out
     */
    SessionKeeper(ServerSettings settings, LogIn logIn, SessionListener listener, Duration longestFarewell) {
        this.settings = settings;
        this.logIn = logIn;
        this.listener = listener;
        this.longestFarewell = longestFarewell;
        lookout = new Lookout(settings.name(), this::look);
    }

    /** Logs in, and stays in although nothing is asked. */
    void start(LongSupplier calls) {
        lookout.after(Duration.ZERO);
        lookout.whenSilent(calls);
    }

    /**
     * The session of now, or another one if there is none. Blocks as long as a log-in takes.
     *
     * @param what what it is for, in words for the failure
     * @throws HypervisorException at once while the server cannot be asked
     */
    Vim session(String what) {
        CompletableFuture<Vim> joined;
        boolean first;
        synchronized (this) {
            refuseWhileDown(what);
            if (kept != null) {
                return kept.vim();
            }
            first = loggingIn == null;
            if (first) {
                loggingIn = new CompletableFuture<>();
            }
            joined = loggingIn;
        }
        if (first) {
            logIn(joined);
        }
        return await(joined, what);
    }

    /** Fails at once while the server cannot be asked. */
    synchronized void refuseWhileDown(String what) {
        if (closed) {
            throw new HypervisorUnavailableException(what + ": the bridge has ended its work with " + settings.name());
        }
        if (outage != null) {
            throw outage.failure(what, server());
        }
    }

    /** The server has forgotten this session. */
    synchronized void lost(Vim session) {
        if (kept != null && kept.vim().number() == session.number()) {
            LOG.info("{}: the server has ended session {}", settings.name(), session.number());
            kept = null;
        }
    }

    /** A call got no answer: unless only its connection broke, nobody asks before somebody has looked. */
    void suspect(TransportException failure) {
        if (failure.kind() != TransportException.Kind.BROKEN) {
            fell(failure, false);
        } else {
            lookout.after(Duration.ZERO);
        }
    }

    synchronized Optional<Kept> kept() {
        return outage == null ? Optional.ofNullable(kept) : Optional.empty();
    }

    /** The server's product in its own words, once it has told. */
    synchronized Optional<String> product() {
        return Optional.ofNullable(product);
    }

    synchronized Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    synchronized boolean awaitUp(Duration most) throws InterruptedException {
        long end = System.nanoTime() + most.toNanos();
        while (outage != null && !closed) {
            long left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return !closed;
    }

    /**
     * Ends the session, also one that just begins, if the server answers soon.
     *
     * @param left the cookie of a session that somebody else goes on with, so that it is not ended
     */
    void close(Optional<String> left) {
        CompletableFuture<Vim> last;
        synchronized (this) {
            last = kept().map(session -> CompletableFuture.completedFuture(session.vim()))
                    .orElse(loggingIn);
            kept = null;
            closed = true;
            notifyAll();
        }
        lookout.close();
        if (last != null) {
            logOutSoon(last.thenApply(session -> isLeft(session, left) ? null : session));
        }
    }

    private void logOutSoon(CompletableFuture<Vim> session) {
        Thread farewell = Threads.named("vmware-" + settings.name() + "-farewell")
                .newThread(() -> session.thenAccept(
                                mine -> Optional.ofNullable(mine).ifPresent(this::logOut))
                        .exceptionally(failure -> null)
                        .join());
        farewell.start();
        try {
            farewell.join(longestFarewell.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isLeft(Vim session, Optional<String> left) {
        return left.isPresent() && left.get().equals(session.client().getCookie());
    }

    private void logOut(Vim session) {
        try {
            logIn.end(session);
            LOG.info("{}: logged out", settings.name());
        } catch (RemoteException e) {
            LOG.info("{}: not logged out: {}", settings.name(), e.getMessage());
        }
    }

    private void look() {
        Optional<Kept> session;
        synchronized (this) {
            session = Optional.ofNullable(kept);
        }
        try {
            if (session.isPresent()) {
                test(session.get());
            } else {
                join();
            }
        } catch (RemoteException | RuntimeException | Error e) {
            // Whatever it was: only another look can end an outage.
            fell(e, true);
        }
    }

    private void test(Kept session) throws RemoteException {
        try {
            logIn.test(session.vim());
            rose(session.vim());
        } catch (VimFault e) {
            if (!e.isSessionLost()) {
                throw e;
            }
            lost(session.vim());
            join();
        }
    }

    /** A log-in that an outage does not keep from being tried. */
    private void join() {
        CompletableFuture<Vim> joined;
        synchronized (this) {
            if (kept != null || loggingIn != null || closed) {
                return;
            }
            loggingIn = new CompletableFuture<>();
            joined = loggingIn;
        }
        logIn(joined);
    }

    private void logIn(CompletableFuture<Vim> joined) {
        try {
            Vim vim = logIn.begin();
            keep(vim);
            rose(vim);
            joined.complete(vim);
        } catch (RemoteException | RuntimeException | Error e) {
            // An error too, as of a class that is missing: whoever waits would wait for ever.
            fell(e, true);
            synchronized (this) {
                loggingIn = null;
            }
            joined.completeExceptionally(e);
        }
    }

    private synchronized void keep(Vim vim) {
        kept = new Kept(vim, Instant.now());
        loggingIn = null;
        AboutInfo about = vim.content().getAbout();
        product = about == null ? null : about.getFullName();
        LOG.info(
                "{}: logged in to {} as {}, session {}: {}",
                settings.name(),
                settings.url(),
                settings.user(),
                vim.number(),
                product);
    }

    private Vim await(CompletableFuture<Vim> joined, String what) {
        try {
            return joined.get();
        } catch (ExecutionException e) {
            throw outage().map(now -> (HypervisorException) now.failure(what, server()))
                    .orElseGet(() -> Failures.translate(what, e));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new HypervisorUnavailableException(what + ": interrupted", e);
        }
    }

    private void rose(Vim vim) {
        synchronized (this) {
            if (outage == null && told == vim.number()) {
                return;
            }
            if (lastWarning != null) {
                LOG.info("{}: {} answers again", settings.name(), settings.url());
            }
            outage = null;
            lastWarning = null;
            told = vim.number();
            notifyAll();
        }
        listener.up(vim.number());
    }

    private void fell(Throwable failure, boolean confirmed) {
        Outage now;
        synchronized (this) {
            if (closed) {
                return;
            }
            boolean known = confirmed || outage != null && outage.known();
            int refused = isRefusal(failure) ? (outage == null ? 0 : outage.refused()) + 1 : 0;
            now = new Outage(outage == null ? Instant.now() : outage.since(), why(failure), refused, known);
            outage = now;
            warn(now);
        }
        listener.down(now.why());
        lookout.after(confirmed ? now.nextLook() : Duration.ZERO);
    }

    /** Whether it is the account that is refused; others that a server tells while it starts are over sooner. */
    private static boolean isRefusal(Throwable failure) {
        return failure instanceof VimFault fault
                && (fault.fault() instanceof InvalidLogin || fault.fault() instanceof NoPermission);
    }

    private void warn(Outage now) {
        if (now.known() && !now.why().equals(lastWarning)) {
            lastWarning = now.why();
            LOG.warn(
                    "{}: no connection with {}: {}; the next attempt is in {} s",
                    settings.name(),
                    settings.url(),
                    now.why(),
                    now.nextLook().toSeconds());
        }
    }

    private String why(Throwable failure) {
        if (failure instanceof Error) {
            return failure.toString();
        }
        return failure instanceof VimFault fault
                ? "it refuses the log-in of " + settings.user() + ": " + fault.words() + " (" + fault.type() + ")"
                : String.valueOf(failure.getMessage());
    }

    private String server() {
        return settings.name() + " (" + settings.url().getHost() + ")";
    }
}
