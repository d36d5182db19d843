package org.ipmibridge.shell.commands.report;

import java.util.List;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;

/**
 * How the bridge is doing at one moment.
 *
 * @param started whether every bundle was started, so that all configuration was read
 * @param served whether the session layer and the dispatcher are there, without which no packet is answered
 * @param statuses the BMCs
 */
record Situation(boolean started, boolean served, List<BmcStatus> statuses) {
    /** Whether there is nothing left to wait for. */
    boolean isSettled() {
        return started && served && statuses.stream().noneMatch(status -> status.state() == BmcStatus.State.STARTING);
    }

    /** How many BMCs there are to be. */
    long wanted() {
        return statuses.stream()
                .filter(status -> status.state() != BmcStatus.State.DISABLED)
                .count();
    }

    long listening() {
        return served
                ? statuses.stream()
                        .filter(status -> status.state() == BmcStatus.State.LISTENING)
                        .count()
                : 0;
    }
}
