package org.ipmibridge.commands.app;

import java.util.HexFormat;
import java.util.concurrent.CompletionException;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandHandler;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.MalformedPacketException;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.testkit.CommandRequests;

/** Requests and responses in hexadecimal, as captures of real clients show them: {@code <completion code> <data>}. */
final class Exchange {
    private Exchange() {}

    /** What a handler answers, with failures as the dispatcher answers them. */
    static String ask(CommandHandler handler, Bmc bmc, String requestData) {
        try {
            CommandResponse response = send(handler, bmc, requestData);
            return String.format("%02x", response.code().code())
                    + (response.data().length == 0 ? "" : " " + HexFormat.of().formatHex(response.data()));
        } catch (CommandException refused) {
            return String.format("%02x", refused.code().code());
        } catch (MalformedPacketException wrongLength) {
            return String.format("%02x", CompletionCode.REQUEST_DATA_LENGTH_INVALID.code());
        }
    }

    /** The response itself; what the handler throws comes out. */
    static CommandResponse send(CommandHandler handler, Bmc bmc, String requestData) {
        CommandRequest request =
                CommandRequests.of(bmc, NetFn.APP, 0).withData(HexFormat.of().parseHex(requestData.replace(" ", "")));
        try {
            return handler.handle(request).toCompletableFuture().join();
        } catch (CompletionException failed) {
            throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
        }
    }
}
