package org.ipmibridge.testkit;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.api.session.Sessions;

/** The sessions that the test made; it remembers why they were closed. */
public final class FakeSessions implements Sessions {
    private final List<Session> sessions;
    private final List<String> reasons = new CopyOnWriteArrayList<>();

    public FakeSessions(Session... sessions) {
        this.sessions = new CopyOnWriteArrayList<>(sessions);
    }

    public void add(Session session) {
        sessions.add(session);
    }

    /** The reasons that sessions were closed for, in order. */
    public List<String> reasons() {
        return List.copyOf(reasons);
    }

    @Override
    public List<Session> active(String bmc) {
        return sessions.stream()
                .filter(session -> session.bmc().equals(bmc))
                .sorted(Comparator.comparingInt(Session::handle))
                .toList();
    }

    @Override
    public int capacity() {
        return 16;
    }

    @Override
    public boolean close(String bmc, int id, String reason) {
        reasons.add(reason);
        return sessions.removeIf(session -> session.bmc().equals(bmc) && session.id() == id);
    }

    @Override
    public void closeAll(String bmc, String reason) {
        reasons.add(reason);
        sessions.removeIf(session -> session.bmc().equals(bmc));
    }
}
