package org.ipmibridge.ipmi.dispatch;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.log.RateLimit;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a handler does that no handler should, until it works again. Thread-safe; costs one read of a field while all is well. */
final class Trouble {
    private static final Logger log = LoggerFactory.getLogger(Trouble.class);

    /**
     * What was seen.
     *
     * @param reason of the last time
     * @param times how often
     * @param first when for the first time
     * @param last when for the last time
     */
    private record Seen(String reason, long times, Instant first, Instant last) {}

    private final String bundle;
    private final CommandDescription command;
    private final Clock clock;
    private final RateLimit complaints = new RateLimit();
    private volatile Seen seen;

    Trouble(String bundle, CommandDescription command, Clock clock) {
        this.bundle = bundle;
        this.command = command;
        this.clock = clock;
    }

    /** The handler failed once more. */
    synchronized void report(String reason) {
        Instant now = clock.instant();
        Seen before = seen;
        seen = before == null
                ? new Seen(reason, 1, now, now)
                : new Seen(reason, before.times() + 1, before.first(), now);
        if (before == null && complaints.permits()) {
            log.warn("bundle {}: {} {}", bundle, title(), reason);
        }
    }

    /** The handler answered as it should. */
    void over() {
        if (seen != null) {
            seen = null;
        }
    }

    Optional<Problem> problem() {
        return Optional.ofNullable(seen).map(it -> new Problem("bundle " + bundle, text(it), it.first()));
    }

    private String text(Seen it) {
        return title() + " " + it.reason() + ", "
                + (it.times() == 1 ? "once, at " : it.times() + " times, last at ")
                + it.last().truncatedTo(ChronoUnit.SECONDS);
    }

    private String title() {
        return "command \"%s\" (NetFn %s, command %02Xh)".formatted(command.name(), command.netFn(), command.command());
    }
}
