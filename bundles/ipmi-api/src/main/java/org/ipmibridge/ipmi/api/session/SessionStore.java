package org.ipmibridge.ipmi.api.session;

import java.util.Collection;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Holds the state of all sessions and log-ins under way, so that the bundle that runs them can be replaced while they live on.
 * Thread-safe; no method blocks. For the session layer only: everybody else asks {@link Sessions}.
 */
@ProviderType
public interface SessionStore {
    /** The sessions of one BMC; the same table each time, made when first asked for. */
    SessionTable table(String bmc);

    /** The tables that were asked for so far. */
    Collection<SessionTable> tables();
}
