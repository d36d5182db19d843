package org.ipmibridge.session.store;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.BooleanSupplier;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.api.session.SessionStore;
import org.ipmibridge.ipmi.api.session.SessionTable;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The store: one table for each BMC. When this bundle goes, or the API that the sessions are made of, it leaves all of them to its successor
 * as objects of the JDK.
 */
@Component(immediate = true)
public final class SessionTables implements SessionStore {
    private static final Logger log = LoggerFactory.getLogger(SessionTables.class);

    /** How long the successor has; then the keys are not to lie about any longer. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final ConcurrentMap<String, SessionTable> tables = new ConcurrentHashMap<>();
    private final HandOver left;
    private final BooleanSupplier pointless;

    /** Called by the framework. */
    @Activate
    public SessionTables(BundleContext context) {
        this(HandOver.of(context, "org.ipmibridge.session.store"), () -> HandOver.isPointless(context));
    }

    /**
     * @param left has the sessions that this bundle's predecessor left
     * @param pointless whether there will be no successor
     */
    SessionTables(HandOver left, BooleanSupplier pointless) {
        this.left = left;
        this.pointless = pointless;
        left.keys().forEach(key -> left.take(key, Map.class).ifPresent(this::thaw));
    }

    @Override
    public SessionTable table(String bmc) {
        return tables.computeIfAbsent(bmc, SessionTable::new);
    }

    @Override
    public Collection<SessionTable> tables() {
        return List.copyOf(tables.values());
    }

    /** The session layer has gone before, so that nothing changes any more but what {@link SessionState#freeze()} allows. */
    @Deactivate
    void leave() {
        if (pointless.getAsBoolean()) {
            return;
        }
        for (SessionTable table : tables.values()) {
            for (SessionState state : table.all()) {
                left.leave(state.bmc() + " " + state.id(), state.freeze());
            }
        }
        left.expireAfter(PATIENCE, (key, frozen) -> {});
    }

    @SuppressWarnings("unchecked")
    private void thaw(Map<?, ?> frozen) {
        try {
            SessionState state = SessionState.thaw((Map<String, Object>) frozen);
            table(state.bmc()).add(state);
        } catch (RuntimeException e) {
            log.warn("a session ends: what another version of this bundle left of it cannot be read: {}", e.toString());
        }
    }
}
