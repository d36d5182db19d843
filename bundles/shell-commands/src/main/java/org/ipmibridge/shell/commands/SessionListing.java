package org.ipmibridge.shell.commands;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.api.session.Sessions;
import org.ipmibridge.shell.commands.text.Listing;
import org.ipmibridge.shell.commands.text.Shown;
import org.ipmibridge.shell.commands.text.Words;

/** The table of sessions. */
final class SessionListing {
    private SessionListing() {}

    /**
     * The sessions of a BMC, or of all.
     *
     * @param bmc its name, if it was given
     */
    static List<Session> active(BmcDirectory bmcs, Sessions sessions, String... bmc) {
        return Optionals.one(bmc)
                .map(name -> Stream.of(Bmcs.require(bmcs, name)))
                .orElseGet(() -> bmcs.statuses().stream())
                .map(BmcStatus::name)
                .flatMap(name -> sessions.active(name).stream())
                .toList();
    }

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
                Shown.duration(Duration.between(session.since(), clock.instant()))));
        return listing;
    }
}
