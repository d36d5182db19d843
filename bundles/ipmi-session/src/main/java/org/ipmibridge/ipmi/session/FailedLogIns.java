package org.ipmibridge.ipmi.session;

import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ipmibridge.ipmi.api.log.Printable;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A line and an event for each log-in that failed. Anybody can have log-ins fail, thousands a second, so lines that come too thick are left out
 * and counted: the log must not be flushed by them. Thread-safe.
 */
final class FailedLogIns {
    /** How many lines may come at once. */
    static final int BURST = 20;

    private static final Logger LOG = LoggerFactory.getLogger(FailedLogIns.class);
    private static final long NANOS_PER_LINE = TimeUnit.MILLISECONDS.toNanos(200);

    private final LongSupplier nanoTime;
    private long paidUntil;
    private int leftOut;

    FailedLogIns(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.paidUntil = nanoTime.getAsLong();
    }

    /**
     * Notes a failed log-in.
     *
     * @param session the log-in, or words for none
     * @param user as the client named it
     */
    synchronized void add(String bmc, InetSocketAddress peer, Object session, String user, String reason) {
        long now = nanoTime.getAsLong();
        if (paidUntil - now < 0) {
            paidUntil = now;
        }
        if (paidUntil - now >= BURST * NANOS_PER_LINE) {
            leftOut++;
            return;
        }
        paidUntil += NANOS_PER_LINE;
        LOG.info(
                "bmc={} peer={} {} log-in failed: user={} reason={}{}",
                bmc,
                Printable.peer(peer),
                session,
                Printable.text(user),
                reason,
                leftOut == 0 ? "" : ", and " + leftOut + " more failed before it");
        BridgeEvent.of(BridgeEvent.SESSION_REFUSED, "log-in failed: " + reason)
                .with(BridgeEvent.BMC, bmc)
                .with(BridgeEvent.PEER, Printable.peer(peer))
                .with(BridgeEvent.USER, Printable.text(user))
                .publish();
        leftOut = 0;
    }
}
