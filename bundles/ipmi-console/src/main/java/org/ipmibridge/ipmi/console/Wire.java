package org.ipmibridge.ipmi.console;

import java.time.Duration;
import java.util.Optional;

/** Takes datagrams to a BMC and back, whole, with their RMCP header. */
public interface Wire extends AutoCloseable {
    void send(byte[] datagram);

    /** The next datagram, or nothing when none came in time. */
    Optional<byte[]> receive(Duration deadline);

    @Override
    void close();
}
