package org.ipmibridge.ipmi.api.session;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The active sessions of all BMCs. Thread-safe; no method blocks. */
@ProviderType
public interface Sessions {
    /** The active sessions of one BMC, in the order of their handles. */
    List<Session> active(String bmc);

    /** How many sessions one BMC can have at once. */
    int capacity();

    /**
     * Ends a session without telling the client, as IPMI has no word for it.
     *
     * @param reason for the log
     * @return whether there was such a session
     */
    boolean close(String bmc, int id, String reason);

    /** Ends all sessions of a BMC and all log-ins under way. */
    void closeAll(String bmc, String reason);
}
