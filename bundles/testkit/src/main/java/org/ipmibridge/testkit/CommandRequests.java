package org.ipmibridge.testkit;

import java.net.InetSocketAddress;
import java.util.Optional;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** Requests as a handler gets them. */
public final class CommandRequests {
    private static final InetSocketAddress PEER = new InetSocketAddress("127.0.0.1", 50000);

    private CommandRequests() {}

    /** A request in an administrator's session; each value of {@code data} is one byte. */
    public static CommandRequest of(Bmc bmc, NetFn netFn, int command, int... data) {
        return in(FakeSession.of(bmc.name(), PrivilegeLevel.ADMINISTRATOR), bmc, netFn, command, data);
    }

    /** A request in a session of the test's choice. */
    public static CommandRequest in(Session session, Bmc bmc, NetFn netFn, int command, int... data) {
        return new CommandRequest(
                bmc, Optional.of(session), session.peer(), session.rmcpPlus(), netFn, 0, command, bytes(data));
    }

    /** A request outside any session. */
    public static CommandRequest sessionless(Bmc bmc, NetFn netFn, int command, int... data) {
        return new CommandRequest(bmc, Optional.empty(), PEER, false, netFn, 0, command, bytes(data));
    }

    /** Each value as one byte. */
    public static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }
}
