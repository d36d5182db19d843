package org.ipmibridge.ipmi.session;

import java.util.Optional;
import java.util.function.Consumer;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.protocol.IpmiRequest;
import org.ipmibridge.ipmi.protocol.IpmiResponse;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;

/** Runs the few commands that are answered outside a session; everybody can send them, so all others get no answer. */
final class Sessionless {
    /** @param sink takes the answer's message, now or later */
    void run(Exchange exchange, boolean rmcpPlus, IpmiRequest message, Consumer<byte[]> sink) {
        boolean allowed = exchange.dispatcher()
                .find(message.netFn(), message.command(), message.data())
                .filter(CommandDescription::sessionless)
                .isPresent();
        if (!allowed) {
            throw new MalformedPacketException("a command that needs a session");
        }
        CommandRequest request = new CommandRequest(
                exchange.bmc(),
                Optional.empty(),
                exchange.peer(),
                rmcpPlus,
                message.netFn(),
                message.rsLun(),
                message.command(),
                message.data());
        exchange.trace().request(message, 0, 0);
        exchange.dispatcher().dispatch(request).thenAccept(response -> {
            sink.accept(
                    IpmiResponse.to(message, response.code(), response.data()).encode());
            exchange.trace().response(message, response, 0, 0);
        });
    }
}
