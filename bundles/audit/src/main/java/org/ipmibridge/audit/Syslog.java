package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends lines to a syslog server (RFC 5424), on a thread of its own; what it cannot send waits, and is left out when it is too much. */
final class Syslog {
    private static final Logger LOG = LoggerFactory.getLogger(Syslog.class);
    private static final int MOST_WAITING = 10_000;
    private static final long RETRY_MILLIS = 1000;
    private static final long LONGEST_END_MILLIS = 1000;

    /**
     * Messages that there was no room for.
     *
     * @param count how many
     * @param since the time of the first one
     */
    private record LeftOut(long count, Instant since) {}

    private final SyslogTarget target;
    private final Supplier<String> host;
    private final Clock clock;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicReference<LeftOut> leftOut = new AtomicReference<>();
    private final Thread thread;
    private volatile Problem problem;
    private volatile boolean closed;
    private volatile boolean givenUp;
    private volatile SyslogChannel channel;

    /** Made by the thread that sends, which nobody waits for. */
    private SyslogFormat format;

    Syslog(SyslogTarget target, Clock clock) {
        this(target, clock, SyslogFormat::host);
    }

    /** @param host the name of this host; may ask somebody for it */
    Syslog(SyslogTarget target, Clock clock, Supplier<String> host) {
        this.target = target;
        this.host = host;
        this.clock = clock;
        this.thread = new Thread(this::run, "audit-syslog");
        thread.setDaemon(true);
        thread.start();
    }

    SyslogTarget target() {
        return target;
    }

    /** How many lines wait, but for the one that is being sent. */
    int waiting() {
        return waiting.size();
    }

    /** Takes a line; never waits. */
    void offer(String line) {
        if (!waiting.offer(line)) {
            LeftOut now = leftOut.updateAndGet(
                    before -> before == null ? new LeftOut(1, now()) : new LeftOut(before.count() + 1, before.since()));
            if (now.count() == 1) {
                LOG.warn("{}: {} messages wait, others are left out", target, MOST_WAITING);
            }
        }
    }

    /** Why messages wait, and how many were left out; none while all is well. */
    Optional<Problem> problem() {
        LeftOut missing = leftOut.get();
        Problem known = problem;
        if (missing == null) {
            return Optional.ofNullable(known);
        }
        String reason = known == null ? "it is too slow" : known.reason();
        Instant since = known == null ? missing.since() : known.since();
        return Optional.of(
                new Problem(target.toString(), reason + "; " + missing.count() + " messages were left out", since));
    }

    /** Sends what waits, if that goes quickly, and ends. */
    void close() {
        closed = true;
        thread.interrupt();
        try {
            thread.join(LONGEST_END_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // A write to a server that takes nothing ends only with its socket.
        givenUp = true;
        disconnect();
    }

    /** Whether it does nothing any more. */
    boolean isEnded() {
        return !thread.isAlive();
    }

    private void run() {
        try {
            while (!closed) {
                send(waiting.take());
            }
        } catch (InterruptedException e) {
            // It ends, and what waits is sent below.
        }
        try {
            for (String line = waiting.poll(); line != null && !givenUp; line = waiting.poll()) {
                sendOnce(line);
            }
        } catch (IOException e) {
            LOG.debug("{} did not get the last messages", target, e);
        }
        disconnect();
    }

    private void send(String line) throws InterruptedException {
        while (true) {
            try {
                sendOnce(line);
                worksAgain();
                return;
            } catch (IOException e) {
                fails(e);
                disconnect();
                TimeUnit.MILLISECONDS.sleep(RETRY_MILLIS);
            }
        }
    }

    private void sendOnce(String line) throws IOException {
        if (format == null) {
            format = new SyslogFormat(target, host.get());
        }
        SyslogChannel to = channel;
        if (to == null) {
            to = SyslogChannel.open(target);
            channel = to;
        }
        if (givenUp) {
            throw new IOException("it is given up");
        }
        to.send(format.message(line).getBytes(StandardCharsets.US_ASCII));
    }

    private void fails(IOException e) {
        if (problem == null && !closed) {
            problem = new Problem(target.toString(), "cannot be reached: " + e.getMessage(), now());
            LOG.warn("{} cannot be reached: {}", target, e.getMessage());
        }
    }

    private Instant now() {
        return clock.instant();
    }

    /** What was left out stays a problem until nothing waits any more. */
    private void worksAgain() {
        if (problem != null || leftOut.get() != null && waiting.isEmpty()) {
            LeftOut missing = leftOut.getAndSet(null);
            LOG.info("{} takes messages again, {} were left out", target, missing == null ? 0 : missing.count());
            problem = null;
        }
    }

    private void disconnect() {
        SyslogChannel open = channel;
        channel = null;
        if (open == null) {
            return;
        }
        try {
            open.close();
        } catch (IOException e) {
            LOG.debug("{} cannot be closed", target, e);
        }
    }
}
