package org.ipmibridge.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.ipmibridge.audit.Backlog.Gap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes lines, all that wait at once, on a thread of its own. A line is acknowledged when it is in the file: the operating system has it, so
 * that it survives the end of this process. While the file cannot be written, lines wait and nobody waits for them. Thread-safe.
 */
final class Journal {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private static final int LINES_AT_ONCE = 2000;
    private static final long RETRY_MILLIS = 500;
    private static final long GATHER_NANOS = TimeUnit.MICROSECONDS.toNanos(400);

    /** A write that takes longer is one that hangs: nobody waits for the lines behind it. */
    private static final long HANGS_NANOS = TimeUnit.MILLISECONDS.toNanos(200);

    private static final IOException LATE = new IOException("the line is not in the file yet");

    private final Clock clock;
    private final Backlog backlog;
    private final Thread thread;
    private volatile TrailFile file;

    /** The file that has lines; after a change it is the former one until the next line comes. */
    private volatile TrailFile inUse;

    private volatile boolean syncAlways;
    private volatile Failing failing;
    private volatile long writingSince;
    private volatile Instant writingBegan = Instant.EPOCH;
    private volatile int beingWritten;

    /** What could not be written before the end; read by others when the thread has ended. */
    private final List<Entry> unwritten = new ArrayList<>();

    private List<Entry> batch = List.of();
    private int lastBatch;

    /** @param atFirst lines that a predecessor could not write */
    Journal(TrailFile file, boolean syncAlways, int most, List<String> atFirst, Clock clock) {
        this.file = file;
        this.inUse = file;
        this.syncAlways = syncAlways;
        this.clock = clock;
        this.backlog = new Backlog(clock, most);
        backlog.putFirst(atFirst.stream()
                .map(line -> new Entry(line, new CompletableFuture<>()))
                .toList());
        this.thread = new Thread(this::run, "audit-writer");
        thread.setDaemon(true);
        thread.start();
    }

    /** Writes to this file from the next line on. */
    void configure(TrailFile newFile, boolean newSyncAlways, int most) {
        syncAlways = newSyncAlways;
        file = newFile;
        backlog.limit(most);
    }

    /**
     * Takes a line; does not block.
     *
     * @return completes when it is in the file; exceptionally, and at once, when that will take long or is not possible
     * @throws IllegalStateException if this is closed
     */
    CompletionStage<Void> add(String line) {
        CompletableFuture<Void> recorded = backlog.add(line);
        return isLate() ? CompletableFuture.failedFuture(LATE) : recorded;
    }

    private boolean isLate() {
        long since = writingSince;
        return failing != null || since != 0 && System.nanoTime() - since > HANGS_NANOS;
    }

    /** Has the disk take what was written. Any thread. */
    void force() {
        inUse.force();
    }

    /** Why lines wait, how many, and how many were left out; none while all is well. */
    Optional<Failing> trouble() {
        Failing now = failing;
        Optional<Gap> gap = backlog.gap();
        if (now == null && gap.isEmpty() && !isLate()) {
            return Optional.empty();
        }
        Failing why = now != null ? now : new Failing(gap.map(Gap::from).orElse(writingBegan), "it is too slow");
        return Optional.of(new Failing(
                why.since(),
                "%s; %d lines wait%s"
                        .formatted(
                                why.reason(),
                                waiting(),
                                gap.map(it -> ", " + it.count() + " were left out")
                                        .orElse(""))));
    }

    /** How many lines wait, those included that are being written. */
    int waiting() {
        return backlog.size() + beingWritten;
    }

    void addGap(Gap gap) {
        backlog.addGap(gap);
    }

    /** What is left out and could not be told. */
    Optional<Gap> gap() {
        return backlog.gap();
    }

    /**
     * Writes what is there and ends.
     *
     * @return the lines that could not be written
     */
    List<String> close(long patienceMillis) {
        backlog.close();
        try {
            thread.join(patienceMillis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        // Where a write hangs, its lines are in the hands of the operating system; the others are still here.
        List<Entry> all = new ArrayList<>(thread.isAlive() ? List.of() : unwritten);
        all.addAll(backlog.take());
        all.forEach(entry -> entry.recorded().completeExceptionally(LATE));
        return all.stream().map(Entry::line).toList();
    }

    private void run() {
        try {
            while (backlog.await()) {
                gather();
                batch = backlog.take();
                for (int from = 0; from < batch.size(); from += LINES_AT_ONCE) {
                    beingWritten = batch.size() - from;
                    List<Entry> part = batch.subList(from, Math.min(batch.size(), from + LINES_AT_ONCE));
                    if (!unwritten.isEmpty() || !isWritten(part)) {
                        unwritten.addAll(part);
                    }
                }
                beingWritten = 0;
                lastBatch = batch.size();
                batch = List.of();
            }
        } catch (InterruptedException e) {
            LOG.debug("interrupted", e);
        } finally {
            inUse.force();
            inUse.close();
        }
    }

    /**
     * Where several clients are at work, their next lines are here in a moment too, and one write for all of them costs a fraction of one for each.
     * A client that is alone does not wait.
     */
    private void gather() {
        if (lastBatch > 1) {
            LockSupport.parkNanos(GATHER_NANOS);
        }
    }

    /** Writes these lines, however long it takes; but when this is closed, it tries only once. */
    private boolean isWritten(List<Entry> entries) throws InterruptedException {
        while (true) {
            try {
                writingBegan = clock.instant();
                writingSince = System.nanoTime() | 1;
                append(encode(entries));
                writingSince = 0;
                worksAgain();
                entries.forEach(entry -> entry.recorded().complete(null));
                return true;
            } catch (IOException e) {
                writingSince = 0;
                fails(e);
                if (backlog.isClosed()) {
                    return false;
                }
                backlog.pause(RETRY_MILLIS);
            }
        }
    }

    private void append(ByteBuffer lines) throws IOException {
        TrailFile wanted = file;
        if (inUse != wanted) {
            inUse.force();
            inUse.close();
            inUse = wanted;
        }
        inUse.append(lines);
        if (syncAlways) {
            inUse.forceNow();
        }
    }

    private void fails(IOException e) {
        String reason = TrailFile.reason(e);
        Failing before = failing;
        failing = new Failing(before == null ? clock.instant() : before.since(), reason);
        if (before == null) {
            LOG.error("the audit record cannot be written, its lines wait: {}", reason);
            // Nobody waits as long as the lines that came before this was known.
            Stream.concat(batch.stream(), backlog.waiting().stream())
                    .forEach(entry -> entry.recorded().completeExceptionally(LATE));
        }
    }

    /** What was left out is told as soon as there is room, and only when it is told is it forgotten. */
    private void worksAgain() {
        if (failing != null) {
            LOG.info("the audit record is written again");
            failing = null;
        }
        Optional<Gap> gap = backlog.gap();
        if (gap.isPresent() && backlog.size() == 0) {
            try {
                append(encode(List.of(new Entry(line(gap.get()), new CompletableFuture<>()))));
                backlog.told(gap.get());
            } catch (IOException e) {
                LOG.debug("the gap could not be written", e);
            }
        }
    }

    private String line(Gap gap) {
        return new JsonLine(clock.instant(), "audit.gap")
                .put("leftOut", gap.count())
                .put("from", gap.from().toString())
                .put("to", gap.to().toString())
                .end();
    }

    private static ByteBuffer encode(List<Entry> entries) {
        int length = 0;
        for (Entry entry : entries) {
            length += entry.line().length() + 1;
        }
        byte[] bytes = new byte[length];
        int at = 0;
        for (Entry entry : entries) {
            byte[] line = entry.line().getBytes(StandardCharsets.ISO_8859_1);
            System.arraycopy(line, 0, bytes, at, line.length);
            at += line.length;
            bytes[at++] = '\n';
        }
        return ByteBuffer.wrap(bytes);
    }
}
