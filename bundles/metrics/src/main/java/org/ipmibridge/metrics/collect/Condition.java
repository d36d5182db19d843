package org.ipmibridge.metrics.collect;

import java.util.List;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.BmcStatus.State;
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

    /** Why clients are not answered yet, or not any more, in words; empty when they are. One BMC that fails is no reason to keep the others from them. */
    String notReady() {
        if (!bridge.isStarted()) {
            return "not everything is started yet";
        }
        if (!bridge.missing().isEmpty()) {
            return bridge.missing();
        }
        return bridge.bmcs().map(bmcs -> silent(bmcs.statuses())).orElse("the BMCs are missing");
    }

    private static String silent(List<BmcStatus> bmcs) {
        long listening = count(bmcs, State.LISTENING);
        long starting = count(bmcs, State.STARTING);
        if (starting > 0) {
            return starting + " BMCs are still starting";
        }
        return listening == 0 && count(bmcs, State.FAILED) > 0 ? "no BMC listens" : "";
    }

    private static long count(List<BmcStatus> bmcs, State state) {
        return bmcs.stream().filter(status -> status.state() == state).count();
    }
}
