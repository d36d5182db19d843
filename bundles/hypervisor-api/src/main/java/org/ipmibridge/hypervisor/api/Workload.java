package org.ipmibridge.hypervisor.api;

import java.util.Objects;
import java.util.Optional;

/**
 * How much a hypervisor has to do.
 *
 * @param changes how many changes of its machines run or wait for their turn at this moment
 * @param calls of its server; none where there is no server
 */
public record Workload(int changes, Optional<CallStatistics> calls) {
    public Workload {
        Objects.requireNonNull(calls, "calls");
    }
}
