package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How many sockets the limit of open files has room for. Some files are always left to the rest of the bridge: a process that has none left can
 * neither load a class nor be asked by its shell what is wrong. The limit may be raised while the process runs. Used on the supervisor's
 * thread, but for {@link #problem()}.
 */
final class OpenFiles {
    /** What is left for all but sockets, beside what is open already. */
    static final int RESERVE = 128;

    private static final Logger log = LoggerFactory.getLogger(OpenFiles.class);
    private static final Pattern LIMIT = Pattern.compile("Max open files +(\\d+) .*");
    private static final int NONE = -1;

    private final Path process;
    private final Clock clock;
    private volatile Optional<Problem> problem = Optional.empty();
    private int limit = NONE;
    private int used;
    private int room;
    /** Whether somebody was turned away, or not, since the last review. */
    private boolean exhausted;

    private boolean granted;
    private boolean told;

    /** @param process the directory in which the kernel tells of this process; where there is none, nothing is limited */
    OpenFiles(Path process, Clock clock) {
        this.process = process;
        this.clock = clock;
    }

    /** Whether one more socket may be opened. */
    boolean takeOne() {
        if (room == 0 && !exhausted) {
            count();
        }
        if (room == 0) {
            exhausted = true;
            return false;
        }
        room--;
        granted = true;
        return true;
    }

    /** The kernel itself says so. */
    void exhausted() {
        count();
        room = 0;
        exhausted = true;
    }

    /**
     * Finds out whether all that are wanted are open now; until the next call those that are not may try again.
     *
     * @param wanted how many sockets there should be
     * @param open how many there are
     */
    void review(int wanted, int open) {
        Optional<Problem> before = problem;
        if (open >= wanted || granted && !exhausted) {
            problem = Optional.empty();
        } else if (exhausted) {
            problem = Optional.of(shortage(wanted, open));
        }
        exhausted = false;
        granted = false;
        if (problem.isEmpty()) {
            told = false;
        } else if (!told && problem.equals(before)) {
            // Only now, as the number of BMCs grows while the bridge starts.
            told = true;
            log.error("{}", problem.get().text());
        }
    }

    /** What there is to say when it has no room for all. */
    Optional<Problem> problem() {
        return problem;
    }

    private Problem shortage(int wanted, int open) {
        int needed = wanted + Math.max(0, used - open) + RESERVE;
        String reason = "only " + open + " of " + wanted + " BMCs can listen: the process may have " + limit
                + " files open, and needs " + needed + "; raise it with ulimit -n, or LimitNOFILE= of the systemd"
                + " unit, and start again, or now with prlimit --nofile";
        Problem now = new Problem("limit of open files", reason, clock.instant());
        return problem.filter(known -> known.reason().equals(reason)).orElse(now);
    }

    private void count() {
        limit = limit();
        used = used();
        room = limit == NONE ? Integer.MAX_VALUE : Math.max(0, limit - used - RESERVE);
    }

    private int limit() {
        try (Stream<String> lines = Files.lines(process.resolve("limits"))) {
            return lines.map(LIMIT::matcher)
                    .filter(Matcher::matches)
                    .map(line -> Long.parseLong(line.group(1)))
                    .map(most -> (int) Math.min(most, Integer.MAX_VALUE))
                    .findFirst()
                    .orElse(NONE);
        } catch (IOException | RuntimeException e) {
            log.debug("the limit of open files is not known", e);
            return limit;
        }
    }

    private int used() {
        try (Stream<Path> open = Files.list(process.resolve("fd"))) {
            return (int) open.count();
        } catch (IOException | RuntimeException e) {
            log.debug("the number of open files is not known", e);
            return used;
        }
    }
}
