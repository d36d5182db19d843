package org.ipmibridge.ipmi.api.observe;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.ipmibridge.ipmi.api.log.RateLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The way to the {@link Recorder}, for a bundle that has something to record. While the recorder is being replaced, what happens waits for the
 * successor; so does what ends after the bundle that uses this has stopped. Thread-safe; does not block.
 */
public final class Recording {
    /** A longer absence of the recorder is no replacement. */
    static final long PATIENCE_NANOS = 10_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger(Recording.class);
    private static final CompletionStage<?> NOTHING_TO_WAIT_FOR = CompletableFuture.completedStage(null);

    private final Supplier<Recorder> registered;
    private final Waiting waiting;
    private final RateLimit complaints = new RateLimit();
    private volatile Recorder recorder;
    private volatile boolean expected;
    private volatile long missedSince = System.nanoTime();
    private volatile boolean closed;

    public Recording() {
        this(RegisteredRecorder::find);
    }

    /** @param registered finds the recorder among the services; null while there is none */
    Recording(Supplier<Recorder> registered) {
        this.registered = registered;
        this.waiting = new Waiting(this::current);
    }

    /** Takes this recorder from now on. */
    public void use(Recorder newRecorder) {
        recorder = newRecorder;
        expected = true;
    }

    /** The recorder is gone; a successor is expected. */
    public void leave(Recorder formerRecorder) {
        if (recorder == formerRecorder) {
            missedSince = System.nanoTime();
            recorder = null;
        }
    }

    /** A recorder was there a moment ago, as the predecessor of this bundle knows. */
    public void expect() {
        missedSince = System.nanoTime();
        expected = true;
    }

    /** Whether there is a recorder, or one is expected to be there again soon: then it is worth while to record. */
    public boolean isExpected() {
        return recorder != null || expected && System.nanoTime() - missedSince < PATIENCE_NANOS;
    }

    /** Whether there is a recorder at this moment. */
    public boolean isThere() {
        return recorder != null;
    }

    /** How many records were lost, because no recorder came for them or too many waited. */
    public long lost() {
        return waiting.lost();
    }

    /** The bundle that uses this stops. What ends from now on finds its way to the recorder by itself. */
    public void close() {
        closed = true;
    }

    /**
     * Records something.
     *
     * @return completes when the record will outlive this process, or when it never will
     */
    public CompletionStage<?> record(Happening happening) {
        Recorder to = current();
        if (to != null) {
            try {
                CompletionStage<?> recorded = to.record(happening);
                return recorded == null ? NOTHING_TO_WAIT_FOR : recorded;
            } catch (IllegalStateException e) {
                return waiting.add(happening);
            } catch (RuntimeException | LinkageError e) {
                if (complaints.permits()) {
                    LOG.warn("recorder {} fails", to.getClass().getName(), e);
                }
                return NOTHING_TO_WAIT_FOR;
            }
        }
        return isExpected() ? waiting.add(happening) : NOTHING_TO_WAIT_FOR;
    }

    private Recorder current() {
        Recorder known = recorder;
        return known == null && closed ? registered.get() : known;
    }
}
