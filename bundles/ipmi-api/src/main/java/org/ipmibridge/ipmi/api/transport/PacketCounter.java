package org.ipmibridge.ipmi.api.transport;

import org.osgi.annotation.versioning.ProviderType;

/** Counts the datagrams of all BMCs together. Thread-safe; does not block. */
@ProviderType
public interface PacketCounter {
    /** The numbers at this moment. */
    PacketCounts packets();
}
