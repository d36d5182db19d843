package org.ipmibridge.ipmi.api.observe;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;

/**
 * A session that began or ended, or a log-in that failed.
 *
 * @param time when it happened
 * @param kind what happened
 * @param bmc the name of the BMC; empty for a session of the operators' shell over SSH, which only the {@link Recorder} is told of
 * @param id the session's ID; 0 when the log-in did not get as far
 * @param peer where the client is
 * @param user the user's name as the client gave it; may be empty, and may hold control characters
 * @param detail of an opened session its privilege limit and protection, or the role; otherwise the reason; one line
 * @param lasted how long a closed session was open; zero for others
 */
public record SessionChange(
        Instant time,
        Kind kind,
        String bmc,
        int id,
        InetSocketAddress peer,
        String user,
        String detail,
        Duration lasted)
        implements Happening {
    /** What happened. */
    public enum Kind {
        /** A client logged in. */
        OPENED,
        /** A log-in failed. */
        REFUSED,
        /** A session ended, whoever ended it. */
        CLOSED
    }
}
