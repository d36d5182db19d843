package org.ipmibridge.launcher.swap;

/** What clients noticed during some time. Guarded by its {@link Meter} until that gives it away. */
public final class Notice {
    long sent;
    long failed;
    long lost;
    long toolRuns;
    long toolFailed;
    long longestWaitNanos;
    long silenceNanos;

    /** How many commands failed for their client, and sessions, and runs of the other client. */
    public long errors() {
        return failed + lost + toolFailed;
    }

    public long sent() {
        return sent;
    }

    public long failed() {
        return failed;
    }

    public long lost() {
        return lost;
    }

    public long toolRuns() {
        return toolRuns;
    }

    public long toolFailed() {
        return toolFailed;
    }

    /** The longest time that any session waited for an answer. */
    public long longestWaitMillis() {
        return longestWaitNanos / 1_000_000;
    }

    /** The longest time in which no session had an answer. */
    public long silenceMillis() {
        return silenceNanos / 1_000_000;
    }

    /** Adds what was noticed at another time. */
    public void add(Notice other) {
        sent += other.sent;
        failed += other.failed;
        lost += other.lost;
        toolRuns += other.toolRuns;
        toolFailed += other.toolFailed;
        longestWaitNanos = Math.max(longestWaitNanos, other.longestWaitNanos);
        silenceNanos = Math.max(silenceNanos, other.silenceNanos);
    }
}
