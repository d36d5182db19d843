package org.ipmibridge.ipmi.api.transport;

/**
 * How many datagrams came and went since the transport was started.
 *
 * @param received all that came in
 * @param sent those that went out
 * @param dropped those received that met silence because they are no packets that the transport knows, or nobody was there to take them
 */
public record PacketCounts(long received, long sent, long dropped) {}
