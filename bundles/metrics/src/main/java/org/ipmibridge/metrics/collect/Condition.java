package org.ipmibridge.metrics.collect;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.api.bmc.BmcDirectory;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.BmcStatus.State;
import org.ipmibridge.ipmi.api.bmc.FleetStatus;
import org.ipmibridge.metrics.Bridge;

/** Whether the bridge is healthy and ready, for those who restart it or send clients to it. */
final class Condition {
    private final Bridge bridge;

    Condition(Bridge bridge) {
        this.bridge = bridge;
    }

    /** Why a restart may help, in words; empty if it would not. A server that is down is no such reason. */
    String unhealthy() {
        return bridge.isStarted() ? bridge.missing() : "";
    }

    /**
     * Why clients are not answered yet, or not any more, in words; empty when they are. One BMC that fails, or a server that is down, is no
     * reason to keep the others from them.
     */
    String notReady() {
        if (!bridge.isStarted()) {
            return "not everything is started yet";
        }
        if (!bridge.missing().isEmpty()) {
            return bridge.missing();
        }
        return bridge.bmcs().map(Condition::silent).orElse("the BMCs are missing");
    }

    private static String silent(BmcDirectory bmcs) {
        List<BmcStatus> wanted = bmcs.statuses().stream()
                .filter(status -> status.state() != State.DISABLED)
                .toList();
        long starting = count(wanted, State.STARTING) - waitingFleets(bmcs, wanted);
        if (starting > 0) {
            return starting + " BMCs are still starting";
        }
        return wanted.isEmpty() || count(wanted, State.LISTENING) > 0 ? "" : "no BMC listens";
    }

    /** A fleet has a status of its own until a hypervisor tells its machines, which one that is down does not. */
    private static long waitingFleets(BmcDirectory bmcs, List<BmcStatus> statuses) {
        Set<String> fleets = bmcs.fleets().stream()
                .filter(FleetStatus::enabled)
                .map(fleet -> "fleet " + fleet.name())
                .collect(Collectors.toSet());
        return statuses.stream()
                .filter(status -> status.bmc().isEmpty() && fleets.contains(status.name()))
                .filter(status -> status.state() == State.STARTING)
                .count();
    }

    private static long count(List<BmcStatus> bmcs, State state) {
        return bmcs.stream().filter(status -> status.state() == state).count();
    }
}
