package org.ipmibridge.ipmi.api.transport;

import java.net.InetSocketAddress;
import java.util.OptionalLong;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.osgi.annotation.versioning.ProviderType;

/** The session layer, as the transport sees it: takes IPMI packets without their RMCP header. Thread-safe. */
@ProviderType
public interface PacketHandler {
    /**
     * Takes a packet. Called on an I/O thread: it must not block and must not throw, whatever the packet is.
     *
     * @param bmc the BMC that it was sent to
     * @param peer where it came from, and where the reply goes
     * @param buffer holds the packet during this call only
     * @param offset where the session header begins
     * @param length the length from there on
     * @param reply sends packets back, during this call or later
     */
    void handle(Bmc bmc, InetSocketAddress peer, byte[] buffer, int offset, int length, Reply reply);

    /** How many packets met silence since this handler was made, because they deserve no answer; none where that is not counted. Does not block. */
    default OptionalLong dropped() {
        return OptionalLong.empty();
    }
}
