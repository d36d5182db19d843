package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends lines to a syslog server (RFC 5424), on a thread of its own; what it cannot send waits, and is left out when it is too much. */
final class Syslog {
    private static final Logger LOG = LoggerFactory.getLogger(Syslog.class);
    private static final int MOST_WAITING = 10_000;
    private static final long RETRY_MILLIS = 1000;
    private static final long LONGEST_END_MILLIS = 1000;

    private final SyslogTarget target;
    private final SyslogFormat format;
    private final Clock clock;
    private final BlockingQueue<String> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong leftOut = new AtomicLong();
    private final Thread thread;
    private volatile Problem problem;
    private volatile boolean closed;
    private SyslogChannel channel;

    Syslog(SyslogTarget target, Clock clock) {
        this.target = target;
        this.format = new SyslogFormat(target);
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
            leftOut.incrementAndGet();
        }
    }

    Optional<Problem> problem() {
        long count = leftOut.get();
        return Optional.ofNullable(problem)
                .map(it -> count == 0
                        ? it
                        : new Problem(it.source(), it.reason() + "; " + count + " messages were left out", it.since()));
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
            for (String line = waiting.poll(); line != null; line = waiting.poll()) {
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
        if (channel == null) {
            channel = SyslogChannel.open(target);
        }
        channel.send(format.message(line).getBytes(StandardCharsets.US_ASCII));
    }

    private void fails(IOException e) {
        if (problem == null) {
            problem = new Problem(target.toString(), "cannot be reached: " + e.getMessage(), now());
            LOG.warn("{} cannot be reached: {}", target, e.getMessage());
        }
    }

    private Instant now() {
        return clock.instant();
    }

    private void worksAgain() {
        if (problem != null) {
            LOG.info("{} is reached again, {} messages were left out", target, leftOut.getAndSet(0));
            problem = null;
        }
    }

    private void disconnect() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("{} cannot be closed", target, e);
        }
        channel = null;
    }
}
