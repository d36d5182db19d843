package org.ipmibridge.session.store;

import java.util.Collection;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.ipmibridge.ipmi.api.session.SessionStore;
import org.ipmibridge.ipmi.api.session.SessionTable;
import org.osgi.service.component.annotations.Component;

/** The store: one table for each BMC, and nothing that would ever need a new version of this bundle. */
@Component(immediate = true)
public final class SessionTables implements SessionStore {
    private final ConcurrentMap<String, SessionTable> tables = new ConcurrentHashMap<>();

    @Override
    public SessionTable table(String bmc) {
        return tables.computeIfAbsent(bmc, SessionTable::new);
    }

    @Override
    public Collection<SessionTable> tables() {
        return List.copyOf(tables.values());
    }
}
