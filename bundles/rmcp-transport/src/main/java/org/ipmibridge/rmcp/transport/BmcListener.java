package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.transport.Listeners.Outcome;
import org.ipmibridge.runtime.api.handover.HandOver;

/**
 * Keeps the endpoint of one BMC as it should be. Used on the supervisor's thread only, but for {@link #outcome()}.
 *
 * <p>When the BMC goes away its socket stays for a moment without being read: what arrives while the bundle that registers the BMC is being
 * replaced waits there for the successor, and no client notices.
 */
final class BmcListener {
    private final LoopbackRule rule;
    private final OpenFiles files;
    private final OpenNews news;
    private Bmc bmc;
    private boolean orphaned;
    private long orphanedAt;
    private boolean held;
    private volatile InetSocketAddress wanted;
    private Sockets.Open socket;
    private boolean awaitingName;
    private long dueAt = System.nanoTime();
    private volatile Optional<Outcome> outcome = Optional.empty();
    private volatile boolean withoutFile;

    /**
     * @param files how many sockets there may be
     * @param news is told what becomes of the endpoint
     * @param held whether the session layer is not there
     */
    BmcListener(Bmc bmc, LoopbackRule rule, OpenFiles files, OpenNews news, boolean held) {
        this.bmc = bmc;
        this.rule = rule;
        this.files = files;
        this.news = news;
        this.held = held;
        wanted = bmc.endpoint();
    }

    /** What became of the endpoint. Callable from any thread. */
    Optional<Outcome> outcome() {
        return withoutFile ? files.problem().map(problem -> cannotListen(problem.text())) : outcome;
    }

    boolean isOpen() {
        return socket != null;
    }

    /** The configured address. */
    InetSocketAddress wanted() {
        return wanted;
    }

    boolean orphaned() {
        return orphaned;
    }

    /** Whether nobody is going to need the socket again. */
    boolean expired(long now, Duration patience) {
        return orphaned && now - orphanedAt > patience.toNanos();
    }

    /**
     * A BMC's service is gone, perhaps to come back at once; it matters if it is the one served here.
     *
     * @return completes when nothing is received for it any longer
     */
    CompletableFuture<Void> orphan(Bmc gone, long now) {
        if (bmc != gone || orphaned) {
            return CompletableFuture.completedFuture(null);
        }
        orphaned = true;
        orphanedAt = now;
        return readOrWait();
    }

    /** The BMC's service is there again. */
    void adopt(Bmc successor) {
        bmc = successor;
        orphaned = false;
        readOrWait();
    }

    /** Lets packets wait in the socket, because the session layer is being replaced, or no longer. */
    CompletableFuture<Void> hold(boolean nowHeld) {
        held = nowHeld;
        return readOrWait();
    }

    private CompletableFuture<Void> readOrWait() {
        if (socket == null) {
            return CompletableFuture.completedFuture(null);
        }
        return orphaned || held ? socket.pause() : socket.resume(bmc);
    }

    /** Closes the socket if it may not be open: the BMC's address is another now, or must be a loopback address. */
    void review(long now) {
        if (orphaned) {
            return;
        }
        InetSocketAddress configured = bmc.endpoint();
        if (!configured.equals(wanted)) {
            close();
            wanted = configured;
            awaitingName = false;
            dueAt = now;
        } else if (socket != null && verdict(socket.endpoint().address()) == LoopbackRule.Verdict.REFUSED) {
            close();
            refuse();
        }
    }

    /** Whether it is time to open the socket. */
    boolean due(long now) {
        return socket == null && !orphaned && !awaitingName && now - dueAt >= 0;
    }

    /** The configured host name is being looked up. */
    void awaitName() {
        awaitingName = true;
    }

    /** Opens the socket when a host name was looked up, if it is still the configured one. */
    void nameFound(InetSocketAddress name, InetSocketAddress address, Sockets sockets, long nextAttempt) {
        if (awaitingName && name.equals(wanted)) {
            awaitingName = false;
            if (due(System.nanoTime())) {
                open(address, sockets, nextAttempt);
            }
        }
    }

    /**
     * Opens the socket, if it may be open.
     *
     * @param address the configured address with its host name looked up
     * @param nextAttempt when to try again if it does not open
     */
    void open(InetSocketAddress address, Sockets sockets, long nextAttempt) {
        dueAt = nextAttempt;
        withoutFile = false;
        if (address.isUnresolved()) {
            fail("the host name is not known");
            return;
        }
        switch (verdict(address)) {
            case REFUSED -> refuse();
            case ALLOWED -> open(address, sockets);
            case UNDECIDED -> {}
        }
    }

    private void open(InetSocketAddress address, Sockets sockets) {
        try {
            socket = sockets.open(bmc, address);
            readOrWait();
            outcome = Optional.of(Outcome.OPEN);
            news.listening(bmc.name(), Addresses.text(address));
        } catch (TooManyOpenFilesException e) {
            withoutFile = true;
        } catch (IOException | RuntimeException e) {
            if (TooManyOpenFilesException.isSaidBy(e)) {
                files.exhausted();
                withoutFile = true;
            } else {
                fail(OpenFailure.explain(e));
            }
        }
    }

    /** The socket broke while it was in use. */
    void broken(Endpoint endpoint, IOException cause) {
        if (socket != null && socket.endpoint() == endpoint) {
            close();
            fail(OpenFailure.explain(cause));
        }
    }

    /** Has the socket served by nobody; when the stage completes, it can be {@linkplain #move moved}. */
    CompletableFuture<Void> release() {
        return socket == null ? CompletableFuture.completedFuture(null) : socket.release();
    }

    /** Has the socket served by other threads, or with another buffer. */
    void move(Sockets other) {
        if (socket != null) {
            socket = other.take(socket);
            readOrWait();
        }
    }

    /** Leaves the socket open for this bundle's successor, which is done when the stage completes. */
    CompletableFuture<Void> park(HandOver parking) {
        if (socket == null) {
            return CompletableFuture.completedFuture(null);
        }
        CompletableFuture<Void> done = socket.park(parking);
        socket = null;
        return done;
    }

    void close() {
        if (socket != null) {
            outcome = Optional.empty();
            socket.close();
            socket = null;
            dueAt = System.nanoTime();
        }
    }

    private LoopbackRule.Verdict verdict(InetSocketAddress address) {
        return rule.on(bmc.name(), address.getAddress());
    }

    private void refuse() {
        fail("a user has the demonstration's password, with which only loopback addresses are allowed; "
                + "change the password or the address");
    }

    /** Says it once; the attempts that follow are silent until one ends in another way. */
    private void fail(String reason) {
        Outcome failure = cannotListen(reason);
        if (!outcome.equals(Optional.of(failure))) {
            outcome = Optional.of(failure);
            news.failed(bmc.name(), failure.failure());
        }
    }

    private Outcome cannotListen(String reason) {
        return new Outcome("cannot listen on " + Addresses.text(wanted) + ": " + reason);
    }
}
