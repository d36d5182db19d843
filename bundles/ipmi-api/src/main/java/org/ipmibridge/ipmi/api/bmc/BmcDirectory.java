package org.ipmibridge.ipmi.api.bmc;

import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** All BMCs that are configured, working or not. Thread-safe; no method blocks. */
@ProviderType
public interface BmcDirectory {
    /** Every configured BMC, ordered by name. */
    List<BmcStatus> statuses();

    /** Every configured fleet, ordered by name; its BMCs are among the {@link #statuses()}. */
    default List<FleetStatus> fleets() {
        return List.of();
    }

    /** The running BMC with this name. */
    Optional<Bmc> find(String name);
}
