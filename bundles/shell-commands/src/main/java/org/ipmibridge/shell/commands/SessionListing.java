package org.ipmibridge.shell.commands;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Words;

/** The table of sessions. */
final class SessionListing {
    private SessionListing() {}

    static Listing of(List<Session> sessions, Clock clock) {
        Listing listing = new Listing(
                "bmc", "handle", "id", "user", "privilege", "limit", "peer", "version", "protection", "age");
        sessions.forEach(session -> listing.add(
                session.bmc(),
                session.handle(),
                String.format(Locale.ROOT, "%08x", session.id()),
                session.userName(),
                session.privilege(),
                session.privilegeLimit(),
                Words.address(session.peer()),
                session.rmcpPlus() ? "2.0" : "1.5",
                session.protection(),
                Words.duration(Duration.between(session.since(), clock.instant()))));
        return listing;
    }
}
