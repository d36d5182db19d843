package org.ipmibridge.ipmi.session;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.ipmi.api.session.SessionStore;
import org.ipmibridge.ipmi.api.session.SessionTable;

/** Session tables in a map. */
final class MemoryStore implements SessionStore {
    private final Map<String, SessionTable> tables = new ConcurrentHashMap<>();

    @Override
    public SessionTable table(String bmc) {
        return tables.computeIfAbsent(bmc, SessionTable::new);
    }

    @Override
    public Collection<SessionTable> tables() {
        return tables.values();
    }
}
