package org.ipmibridge.shell.commands.status;

import java.util.List;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.BmcStatus.State;

/** How many BMCs are in which state. */
record BmcCounts(int listening, int starting, int failed, int disabled) {
    static BmcCounts of(List<BmcStatus> statuses) {
        return new BmcCounts(
                count(statuses, State.LISTENING),
                count(statuses, State.STARTING),
                count(statuses, State.FAILED),
                count(statuses, State.DISABLED));
    }

    private static int count(List<BmcStatus> statuses, State state) {
        return (int) statuses.stream().filter(status -> status.state() == state).count();
    }

    /** How many are to listen. */
    int wanted() {
        return listening + starting + failed;
    }

    @Override
    public String toString() {
        return listening + " of " + wanted() + " listening" + (disabled == 0 ? "" : ", " + disabled + " disabled");
    }
}
