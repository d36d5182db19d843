package org.ipmibridge.shell.ssh;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The server as it is wanted. What cannot be had is tried again every few seconds, and what works meanwhile is not given up for it. Thread-safe.
 */
final class KeptServer implements AutoCloseable {
    /** How a server comes to be. */
    interface Opening {
        /**
         * Begins to listen.
         *
         * @return what ends it
         * @throws IOException if it cannot listen; with a message for the operator
         */
        AutoCloseable open(SshSettings settings) throws IOException;
    }

    private static final long RETRY_SECONDS = 10;

    private static final Logger LOG = LoggerFactory.getLogger(KeptServer.class);

    private final Opening opening;
    private final ScheduledExecutorService timer;
    private SshSettings wanted = SshSettings.OFF;
    private String source = "";
    private Optional<ScheduledFuture<?>> retry = Optional.empty();
    /** Those of the server; they mean nothing while none runs. */
    private SshSettings running = SshSettings.OFF;
    /** Null while none runs. */
    private AutoCloseable server;

    private volatile Optional<Problem> failure = Optional.empty();

    /** @param timer shut down with the server */
    KeptServer(Opening opening, ScheduledExecutorService timer) {
        this.opening = opening;
        this.timer = timer;
    }

    /**
     * Runs the server with these settings, or none.
     *
     * @param source where they stand
     */
    synchronized void want(SshSettings settings, String source) {
        this.wanted = settings;
        this.source = source;
        settle();
    }

    /** Why there is no server as it is wanted. */
    Optional<Problem> problem() {
        return failure;
    }

    @Override
    public synchronized void close() {
        wanted = SshSettings.OFF;
        settle();
        timer.shutdownNow();
    }

    private synchronized void settle() {
        retry.ifPresent(task -> task.cancel(false));
        if (!wanted.enabled()) {
            stop();
            failure = Optional.empty();
        } else if (server != null && wanted.equals(running)) {
            failure = Optional.empty();
        } else {
            replace();
        }
    }

    private void replace() {
        if (server != null && isInTheWay()) {
            stop();
        }
        try {
            AutoCloseable next = opening.open(wanted);
            stop();
            server = next;
            running = wanted;
            failure = Optional.empty();
            LOG.info("SSH: listening on {}", running.where());
            if (!running.isLoopback()) {
                LOG.warn("SSH: {} can be reached from other hosts", running.where());
            }
        } catch (IOException e) {
            failed("the SSH server cannot listen: " + e.getMessage());
        } catch (RuntimeException e) {
            LOG.debug("the SSH server cannot start", e);
            failed("the SSH server cannot start: " + e);
        }
    }

    /** Whether both cannot listen at once. */
    private boolean isInTheWay() {
        InetSocketAddress own = running.address();
        InetSocketAddress next = wanted.address();
        return own.getPort() == next.getPort()
                && (own.getAddress().equals(next.getAddress())
                        || own.getAddress().isAnyLocalAddress()
                        || next.getAddress().isAnyLocalAddress());
    }

    private void failed(String reason) {
        String all = server == null ? reason : reason + "; " + running.where() + " stays in force";
        Problem problem = new Problem(source, "address", wanted.where(), all, Instant.now());
        if (failure.filter(known -> known.text().equals(problem.text())).isEmpty()) {
            LOG.error("{}", problem.text());
            failure = Optional.of(problem);
        }
        retry = Optional.of(timer.schedule(this::settle, RETRY_SECONDS, TimeUnit.SECONDS));
    }

    private void stop() {
        if (server != null) {
            try {
                server.close();
            } catch (Exception e) {
                LOG.warn("the SSH server did not stop as it should", e);
            }
            server = null;
            LOG.info("SSH: stopped");
        }
    }
}
