package org.ipmibridge.shell.ssh.server;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.apache.sshd.common.AttributeRepository.AttributeKey;
import org.apache.sshd.common.session.Session;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.ipmi.api.observe.SessionChange.Kind;

/** Has recorded who logs in, and who tries to. Thread-safe; does not block. */
final class LogIns {
    /** The last user that something did not let in: which one it was, the connection itself tells only of those that are in. */
    private static final AttributeKey<String> TRIED = new AttributeKey<>();

    private static final AttributeKey<Instant> SINCE = new AttributeKey<>();

    private final Recording recording;
    private final Clock clock;

    LogIns(Recording recording, Clock clock) {
        this.recording = recording;
        this.clock = clock;
    }

    /** A key or password does not let this user in. Clients try one after the other, so it is the end of the connection that tells. */
    void tried(Session session, String user) {
        session.setAttribute(TRIED, user);
    }

    /** @param role what the user may do */
    void opened(Session session, InetSocketAddress peer, String role) {
        session.setAttribute(SINCE, clock.instant());
        record(Kind.OPENED, peer, session.getUsername(), "role " + role, Duration.ZERO);
    }

    /** The connection has ended. Nothing is recorded where nobody tried to log in. */
    void ended(Session session, InetSocketAddress peer) {
        Instant since = session.getAttribute(SINCE);
        String tried = session.getAttribute(TRIED);
        if (since != null) {
            Duration lasted = Duration.between(since, clock.instant());
            record(Kind.CLOSED, peer, session.getUsername(), "the connection ended", lasted);
        } else if (tried != null) {
            record(Kind.REFUSED, peer, tried, "no key or password was right", Duration.ZERO);
        }
    }

    private void record(Kind kind, InetSocketAddress peer, String user, String detail, Duration lasted) {
        recording.record(new SessionChange(clock.instant(), kind, "", 0, peer, user, detail, lasted));
    }
}
