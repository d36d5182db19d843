package org.ipmibridge.hypervisor.vmware.session;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;

/**
 * Since when and why a server cannot be asked.
 *
 * @param refused how often in a row it refused the log-in
 * @param known whether it was confirmed by a second look
 */
record Outage(Instant since, String why, int refused, boolean known) {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(1);
    private static final Duration AFTER_REFUSAL = Duration.ofSeconds(10);
    private static final Duration AFTER_MORE = Duration.ofSeconds(60);

    /**
     * A refused log-in is not tried often, so that the account is not locked: a vCenter does that after five refusals within 180 s, if nobody
     * has set it otherwise.
     */
    Duration nextLook() {
        if (refused == 0) {
            return LOOK_AGAIN;
        }
        return refused == 1 ? AFTER_REFUSAL : AFTER_MORE;
    }

    HypervisorUnavailableException failure(String what, String server) {
        return new HypervisorUnavailableException(
                what + ": " + server + " has not answered since " + since.truncatedTo(ChronoUnit.SECONDS) + ": " + why);
    }
}
