package org.ipmibridge.ipmi.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.runtime.api.problem.Problem;

/** What could not be recorded as it should, for the operator. Thread-safe; costs one read of a field while all is well. */
final class Unrecorded {
    private static final String SOURCE = "recorder of state changes";

    /**
     * Answers that did not wait any longer.
     *
     * @param times how many, since a record was in time
     * @param first when it was the first time
     */
    private record Late(long times, Instant first) {}

    private final Recording recording;
    private final Clock clock;
    private final Instant begun;
    private volatile Late late;

    Unrecorded(Recording recording, Clock clock) {
        this.recording = recording;
        this.clock = clock;
        this.begun = clock.instant();
    }

    /** A command was answered before its record was safe. */
    synchronized void late() {
        late = new Late(late == null ? 1 : late.times() + 1, late == null ? clock.instant() : late.first());
    }

    /** A record was safe before the answer. */
    void inTime() {
        if (late != null) {
            late = null;
        }
    }

    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        Optional.ofNullable(late)
                .map(it -> new Problem(
                        SOURCE,
                        "it is too slow: %d commands were answered before they were recorded".formatted(it.times()),
                        it.first()))
                .ifPresent(problems::add);
        if (recording.lost() > 0) {
            problems.add(new Problem(SOURCE, recording.lost() + " records were lost while it was away", begun));
        }
        return problems;
    }
}
