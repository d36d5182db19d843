package org.ipmibridge.ipmi.api.trace;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Watches the packets of one BMC. Register it as a service with the property {@link org.ipmibridge.ipmi.api.bmc.Bmc#NAME}, and only for as long
 * as somebody watches: packets are taken apart for it.
 */
@ConsumerType
public interface PacketTracer {
    /** Takes a packet. Called on the threads that serve clients, by several at once: it must not block. */
    void packet(TracedPacket packet);
}
