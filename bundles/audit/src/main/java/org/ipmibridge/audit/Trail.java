package org.ipmibridge.audit;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import org.ipmibridge.audit.Backlog.Gap;
import org.ipmibridge.audit.Settings.Sync;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The file and the syslog server together, from the first line of a bundle to its last. Thread-safe. */
final class Trail {
    private static final Logger LOG = LoggerFactory.getLogger(Trail.class);
    private static final String LINES = "lines";
    private static final String GAP = "gap";
    private static final long CLOSE_MILLIS = 5000;
    private static final CompletionStage<Void> NO_LINE = CompletableFuture.completedFuture(null);

    private final Clock clock = Clock.systemUTC();
    private final HandOver left;
    private final BooleanSupplier noSuccessor;
    private final FailedLogInGate gate;
    private final Journal journal;
    private final Ticks ticks = new Ticks(this::tick);
    private volatile Settings settings;
    private volatile TrailFile file;
    private volatile Syslog syslog;
    private boolean closed;

    /**
     * @param left what a predecessor could not write
     * @param noSuccessor whether nobody will write what this cannot
     * @param version for the first line
     */
    Trail(Settings settings, HandOver left, BooleanSupplier noSuccessor, String version) {
        this.settings = settings;
        this.left = left;
        this.noSuccessor = noSuccessor;
        this.gate = new FailedLogInGate(settings.failedLogInsPerSecond());
        this.file = new TrailFile(settings.file(), settings.rotation(), clock);
        this.journal = new Journal(file, settings.sync() == Sync.ALWAYS, settings.queueLines(), leftLines(left), clock);
        left.take(GAP, long[].class)
                .map(gap -> new Gap(gap[0], Instant.ofEpochMilli(gap[1]), Instant.ofEpochMilli(gap[2])))
                .ifPresent(journal::addGap);
        use(settings);
        if (settings.enabled()) {
            add(new JsonLine(clock.instant(), "audit.started")
                    .put("version", version)
                    .put("pid", ProcessHandle.current().pid())
                    .end());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<String> leftLines(HandOver left) {
        return left.take(LINES, List.class).map(lines -> (List<String>) lines).orElse(List.of());
    }

    /** Puts these in force from the next line on. */
    synchronized void configure(Settings changed) {
        Settings before = settings;
        settings = changed;
        gate.limit(changed.failedLogInsPerSecond());
        if (!changed.file().equals(before.file()) || !changed.rotation().equals(before.rotation())) {
            file = new TrailFile(changed.file(), changed.rotation(), clock);
        }
        journal.configure(file, changed.sync() == Sync.ALWAYS, changed.queueLines());
        use(changed);
    }

    private synchronized void use(Settings now) {
        Syslog before = syslog;
        if (before == null || now.syslog().filter(before.target()::equals).isEmpty()) {
            syslog = now.syslog().map(target -> new Syslog(target, clock)).orElse(null);
            if (before != null) {
                before.close();
            }
        }
        ticks.every(now.syncInterval());
    }

    private void tick() {
        if (settings.sync() != Sync.NONE) {
            journal.force();
        }
        tellLeftOut();
    }

    /** When this is closed, the last one has told it. */
    private synchronized void tellLeftOut() {
        long leftOut = closed ? 0 : gate.takeLeftOut();
        if (leftOut > 0) {
            add(new JsonLine(clock.instant(), "session.refused")
                    .put("leftOut", leftOut)
                    .end());
        }
    }

    /**
     * Takes a line; does not block.
     *
     * @return completes when it is in the file
     * @throws IllegalStateException if this is closed
     */
    CompletionStage<Void> add(String line) {
        CompletionStage<Void> recorded = journal.add(line);
        Syslog also = syslog;
        if (also != null) {
            also.offer(line);
        }
        return recorded;
    }

    CompletionStage<Void> refused(SessionChange change) {
        long leftOut = gate.pass();
        return leftOut < 0 ? NO_LINE : add(HappeningLines.of(change, leftOut));
    }

    /** How many lines wait for the file. */
    int waitingLines() {
        return journal.waiting();
    }

    /** How many lines wait for the syslog server; 0 without one. */
    int waitingMessages() {
        Syslog also = syslog;
        return also == null ? 0 : also.waiting();
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        String source = settings.file().toString();
        journal.trouble()
                .map(it -> new Problem(source, "cannot be written: " + it.reason(), it.since()))
                .ifPresent(problems::add);
        file.rotationProblem()
                .map(it -> new Problem(source, "cannot be put aside, and grows on: " + it.reason(), it.since()))
                .ifPresent(problems::add);
        Syslog also = syslog;
        if (also != null) {
            also.problem().ifPresent(problems::add);
        }
        return problems;
    }

    private synchronized void tellLast() {
        tellLeftOut();
        closed = true;
    }

    void close() {
        ticks.close();
        tellLast();
        if (settings.enabled()) {
            add(new JsonLine(clock.instant(), "audit.stopped").end());
        }
        List<String> unwritten = journal.close(CLOSE_MILLIS);
        if (syslog != null) {
            syslog.close();
        }
        if (noSuccessor.getAsBoolean()) {
            if (!unwritten.isEmpty()) {
                LOG.error("{} lines of the audit record could not be written", unwritten.size());
            }
            return;
        }
        if (!unwritten.isEmpty()) {
            left.leave(LINES, unwritten);
        }
        journal.gap()
                .ifPresent(gap -> left.leave(GAP, new long[] {
                    gap.count(), gap.from().toEpochMilli(), gap.to().toEpochMilli()
                }));
    }
}
