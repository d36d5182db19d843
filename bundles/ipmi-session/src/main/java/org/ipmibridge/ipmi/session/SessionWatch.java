package org.ipmibridge.ipmi.session;

import java.net.InetSocketAddress;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.ipmibridge.ipmi.api.observe.Observers;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.ipmi.api.observe.SessionChange.Kind;
import org.ipmibridge.ipmi.api.observe.SessionObserver;
import org.ipmibridge.ipmi.api.session.SessionState;

/** Tells observers and the recorder what becomes of sessions. Thread-safe. */
final class SessionWatch {
    private final Observers<SessionObserver> observers = new Observers<>();
    private final Recording recording;
    private final Clock clock;

    SessionWatch(Recording recording, Clock clock) {
        this.recording = recording;
        this.clock = clock;
    }

    Observers<SessionObserver> observers() {
        return observers;
    }

    Recording recording() {
        return recording;
    }

    void opened(SessionState state) {
        String detail = "up to " + state.privilegeLimit() + ", " + state.protection();
        tell(Kind.OPENED, state.bmc(), state.id(), state.peer(), state.userName(), detail, Duration.ZERO);
    }

    void closed(SessionState state, String reason) {
        Duration lasted = Duration.between(state.since(), clock.instant());
        tell(Kind.CLOSED, state.bmc(), state.id(), state.peer(), state.userName(), reason, lasted);
    }

    /** @param id of the log-in under way; 0 when there is none */
    void refused(String bmc, int id, InetSocketAddress peer, String user, String reason) {
        tell(Kind.REFUSED, bmc, id, peer, user, reason, Duration.ZERO);
    }

    private void tell(
            Kind kind, String bmc, int id, InetSocketAddress peer, String user, String detail, Duration lasted) {
        if (observers.isEmpty() && !recording.isExpected()) {
            return;
        }
        Instant now = clock.instant();
        SessionChange change = new SessionChange(now, kind, bmc, id, peer, user, detail, lasted);
        observers.tell(observer -> observer.changed(change));
        recording.record(change);
    }
}
