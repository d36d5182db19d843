package org.ipmibridge.shell.commands.report;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntSupplier;
import org.ipmibridge.shell.commands.problem.BmcProblemsCommand;
import org.ipmibridge.shell.commands.text.Words;

/**
 * Decides what to tell, each time it is shown how things are. There is one line that begins with {@code ready}: when nothing is left to
 * wait for, or {@link #DEADLINE} after the start when at least one BMC answers and no more of them begin to. Used by one thread.
 */
final class StartReport {
    /** When to stop waiting for the rest. */
    static final Duration DEADLINE = Duration.ofSeconds(10);

    /** For how long nothing may change before all outcomes are taken for known: configuration arrives file by file. */
    static final Duration QUIET = Duration.ofMillis(100);

    /** For how long there must be no BMC before none is expected. */
    static final Duration NONE = Duration.ofSeconds(1);

    /** For how long none may begin to answer before the rest is not waited for: there may be thousands. */
    static final Duration PROGRESS = Duration.ofSeconds(1);

    private final Clock clock;
    private final Instant begin;
    private final IntSupplier problems;
    private final Instant deadline;
    private final StatusLines lines = new StatusLines();
    private Situation last = new Situation(false, false, List.of());
    private Instant changed = Instant.MIN;
    private Instant grown = Instant.MIN;
    private boolean ready;
    private boolean complained;

    /**
     * @param begin when the bridge was started, as the figure in the ready line is counted
     * @param problems how many there are; asked once
     */
    StartReport(Clock clock, Instant begin, IntSupplier problems) {
        this.clock = clock;
        this.problems = problems;
        this.begin = begin;
        this.deadline = clock.instant().plus(DEADLINE);
    }

    boolean isReady() {
        return ready;
    }

    /**
     * How the bridge is doing in words, once its start is over: since the {@code ready} line, or since the one that says why there is none, or
     * when it is plain that there is no BMC to wait for.
     */
    Optional<String> status() {
        boolean alone = last.started() && last.served() && last.statuses().isEmpty();
        boolean over = ready || complained || alone && !clock.instant().isBefore(changed.plus(NONE));
        return over ? Optional.of(last.listening() > 0 ? count(last) : reason(last)) : Optional.empty();
    }

    /** The lines to print now. */
    List<String> look(Situation situation) {
        Instant now = clock.instant();
        if (!situation.equals(last)) {
            grown = situation.listening() > last.listening() ? now : grown;
            last = situation;
            changed = now;
        }
        List<String> news = new ArrayList<>(lines.news(situation, ready));
        if (!ready && (isOver(situation, now) || situation.listening() > 0 && complained)) {
            news.addAll(summary(situation));
        }
        return news;
    }

    private boolean isOver(Situation situation, Instant now) {
        boolean quiet = !now.isBefore(changed.plus(QUIET));
        boolean complete = situation.isSettled() && !situation.statuses().isEmpty();
        return complete && quiet || !now.isBefore(deadline) && !now.isBefore(grown.plus(PROGRESS));
    }

    private List<String> summary(Situation situation) {
        if (situation.listening() > 0) {
            ready = true;
            List<String> lines = new ArrayList<>();
            int wrong = problems.getAsInt();
            if (wrong > 0) {
                lines.add(BmcProblemsCommand.count(wrong) + ": see bmc:problems");
            }
            lines.add("ready: " + count(situation) + ", in " + Words.duration(Duration.between(begin, changed)));
            return lines;
        }
        if (complained) {
            return List.of();
        }
        complained = true;
        List<String> notReady = new ArrayList<>(StatusLines.starting(situation));
        notReady.add("not ready: " + reason(situation));
        return notReady;
    }

    private static String reason(Situation situation) {
        if (situation.statuses().isEmpty()) {
            return "no BMC is configured";
        }
        return situation.served() ? count(situation) : "the bundles that answer packets are not running";
    }

    private static String count(Situation situation) {
        long all = situation.wanted();
        return situation.listening() + " of " + all + (all == 1 ? " BMC answers" : " BMCs answer");
    }
}
