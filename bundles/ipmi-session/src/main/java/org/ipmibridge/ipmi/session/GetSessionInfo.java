package org.ipmibridge.ipmi.session;

import java.net.Inet4Address;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.session.Session;
import org.ipmibridge.ipmi.api.session.SessionState;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.WireReader;
import org.ipmibridge.ipmi.protocol.WireWriter;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Get Session Info (IPMI v2.0, section 22.20): this session, the n-th active one, or one by handle or ID. */
@Component(service = CommandHandler.class)
@IpmiCommand(netFn = 0x06, command = 0x3D, name = "Get Session Info")
public final class GetSessionInfo implements CommandHandler {
    private static final int THIS_SESSION = 0x00;
    private static final int BY_HANDLE = 0xFE;
    private static final int BY_ID = 0xFF;
    /** The field of the number of possible sessions has six bits. */
    private static final int MAX_COUNT = 0x3F;

    private static final int RMCP_PLUS = 0x10;
    private static final int MAC_LENGTH = 6;

    private final SessionManager sessions;

    @Activate
    public GetSessionInfo(@Reference SessionManager sessions) {
        this.sessions = sessions;
    }

    @Override
    public CompletionStage<CommandResponse> handle(CommandRequest request) {
        WireReader reader = request.reader();
        int index = reader.uint8();
        String bmc = request.bmc().name();
        List<Session> active = sessions.active(bmc);
        Session found =
                switch (index) {
                    case THIS_SESSION -> sessions.require(request);
                    case BY_HANDLE -> required(sessions.at(bmc, reader.uint8()));
                    case BY_ID -> required(sessions.find(bmc, reader.int32()));
                    default -> index <= active.size() ? active.get(index - 1) : null;
                };
        reader.expectEnd();
        WireWriter answer = new WireWriter(18)
                .uint8(found == null ? 0 : found.handle())
                .uint8(Math.min(sessions.capacity(), MAX_COUNT))
                .uint8(Math.min(active.size(), MAX_COUNT));
        if (found != null) {
            describe(answer, found);
        }
        return CommandResponse.ok(answer.toBytes()).now();
    }

    private static Session required(SessionState session) {
        if (session == null || !session.isActive()) {
            throw new CommandException(CompletionCode.NOT_PRESENT);
        }
        return session;
    }

    private static void describe(WireWriter answer, Session session) {
        InetSocketAddress peer = session.peer();
        answer.uint8(session.userId())
                .uint8(session.privilege().code())
                .uint8((session.rmcpPlus() ? RMCP_PLUS : 0) | Bmc.LAN_CHANNEL);
        if (peer.getAddress() instanceof Inet4Address) {
            answer.bytes(peer.getAddress().getAddress());
        } else {
            answer.zeros(4);
        }
        answer.zeros(MAC_LENGTH).uint16(peer.getPort());
    }
}
