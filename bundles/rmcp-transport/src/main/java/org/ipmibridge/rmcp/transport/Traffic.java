package org.ipmibridge.rmcp.transport;

import java.util.concurrent.atomic.LongAdder;
import org.ipmibridge.ipmi.api.transport.PacketCounts;

/** Counts the datagrams of all endpoints. Thread-safe. */
final class Traffic {
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder dropped = new LongAdder();

    void received() {
        received.increment();
    }

    void sent() {
        sent.increment();
    }

    void dropped() {
        dropped.increment();
    }

    PacketCounts counts() {
        return new PacketCounts(received.sum(), sent.sum(), dropped.sum());
    }
}
