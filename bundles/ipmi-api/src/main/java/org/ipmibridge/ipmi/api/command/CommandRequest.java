package org.ipmibridge.ipmi.api.command;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.WireReader;

/**
 * A command on its way to its handler.
 *
 * @param bmc the BMC that it was sent to
 * @param session the session that it came in; none outside a session
 * @param peer where it came from
 * @param rmcpPlus whether it came in IPMI v2.0 framing
 * @param netFn the network function, even
 * @param lun the LUN that it was sent to, 0 to 3
 * @param command the command number, 0 to FFh
 * @param data the request's data, in a handler without the bytes of the {@link IpmiCommand#body() body}; not to be changed
 */
public record CommandRequest(
        Bmc bmc,
        Optional<Session> session,
        InetSocketAddress peer,
        boolean rmcpPlus,
        NetFn netFn,
        int lun,
        int command,
        byte[] data) {
    /** A new reader of the data. */
    public WireReader reader() {
        return new WireReader(data);
    }

    /** The same request to the BMC as it is now, after its bundle was replaced. */
    public CommandRequest withBmc(Bmc successor) {
        return new CommandRequest(successor, session, peer, rmcpPlus, netFn, lun, command, data);
    }

    /** The same request with other data. */
    public CommandRequest withData(byte[] newData) {
        return new CommandRequest(bmc, session, peer, rmcpPlus, netFn, lun, command, newData);
    }
}
