package org.ipmibridge.commands.chassis;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * Tells the operator, in words, what a hypervisor could not do. The same words about the same BMC come once a minute at most, because
 * clients ask for the power state every second. That a hypervisor is away is told of a few BMCs only: it is the same for all of its
 * machines, and the words change while it comes and goes. Thread-safe.
 */
final class FailureLog {
    private static final Logger LOG = LoggerFactory.getLogger(FailureLog.class);
    private static final long SILENCE_MILLIS = Duration.ofMinutes(1).toMillis();
    private static final int REMEMBERED = 1_000;
    /** How often in a minute it is told that a hypervisor is away. */
    private static final int AWAY_SHOWN = 10;

    private final Clock clock;
    private final Map<String, Long> saidAt = new ConcurrentHashMap<>();
    private long awaySince;
    private int awaySaid;

    FailureLog(Clock clock) {
        this.clock = clock;
    }

    /** A command was answered with a failure. @param what what was to be done, such as the command's name */
    void failed(Bmc bmc, String what, HypervisorException failure) {
        tell(bmc, what, failure, Level.DEBUG);
    }

    /** What was acknowledged has failed, and no client is told: so each time is noted, but only news is shown. */
    void failedLater(Bmc bmc, String what, HypervisorException failure) {
        tell(bmc, what, failure, Level.INFO);
        BridgeEvent event = BridgeEvent.of(BridgeEvent.MACHINE_FAILED, what + ": " + failure.getMessage());
        where(bmc).forEach(event::with);
        event.publish();
    }

    /** What the event is about, called as in all others. */
    static Map<String, String> where(Bmc bmc) {
        return Map.of(
                BridgeEvent.BMC, bmc.name(),
                BridgeEvent.MACHINE, bmc.machineName(),
                BridgeEvent.HYPERVISOR, bmc.hypervisor());
    }

    private void tell(Bmc bmc, String what, HypervisorException failure, Level again) {
        Level level = HypervisorFailures.isForTheClient(failure)
                ? Level.INFO
                : isNews(bmc.name(), what, failure) ? Level.WARN : again;
        LOG.atLevel(level).log("bmc={}: {}: {}", bmc.name(), what, failure.getMessage());
    }

    private boolean isNews(String bmc, String what, HypervisorException failure) {
        return failure instanceof HypervisorUnavailableException
                ? isNews(bmc + what) && isOneOfFew()
                : isNews(bmc + what + failure.getMessage());
    }

    private synchronized boolean isOneOfFew() {
        long now = clock.millis();
        if (now - awaySince >= SILENCE_MILLIS) {
            awaySince = now;
            awaySaid = 0;
        }
        return awaySaid++ < AWAY_SHOWN;
    }

    private boolean isNews(String words) {
        long now = clock.millis();
        if (saidAt.size() >= REMEMBERED) {
            saidAt.clear();
        }
        Long before = saidAt.get(words);
        if (before != null && now - before < SILENCE_MILLIS) {
            return false;
        }
        saidAt.put(words, now);
        return true;
    }
}
