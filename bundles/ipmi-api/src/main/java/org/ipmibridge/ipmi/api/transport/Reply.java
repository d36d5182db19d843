package org.ipmibridge.ipmi.api.transport;

import org.osgi.annotation.versioning.ProviderType;

/** Sends packets to the peer that a packet came from. Thread-safe. */
@FunctionalInterface
@ProviderType
public interface Reply {
    /**
     * Sends a packet, to which the transport adds the RMCP header. Never blocks and never throws: a packet that cannot be sent is lost,
     * as any datagram can be.
     *
     * @param packet holds the packet from index 0; free to use again when the call returns
     * @param length the packet's length
     */
    void send(byte[] packet, int length);
}
