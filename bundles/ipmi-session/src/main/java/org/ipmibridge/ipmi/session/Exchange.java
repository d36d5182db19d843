package org.ipmibridge.ipmi.session;

import java.net.InetSocketAddress;
import java.util.List;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.trace.PacketTracer;
import org.ipmibridge.ipmi.api.transport.Reply;
import org.ipmibridge.ipmi.api.user.UserDirectory;

/**
 * What a packet is handled with: where it came from and goes to, and the services that are there at that moment.
 *
 * @param bmc the BMC that it was sent to
 * @param peer where it came from
 * @param reply sends packets back
 * @param dispatcher runs commands
 * @param users who may log in
 * @param trace is told what the packet is
 */
record Exchange(
        Bmc bmc, InetSocketAddress peer, Reply reply, CommandDispatcher dispatcher, UserDirectory users, Trace trace) {
    /** The same, watched by these. */
    Exchange traced(List<PacketTracer> tracers) {
        return new Exchange(bmc, peer, reply, dispatcher, users, new LiveTrace(this, tracers));
    }
}
