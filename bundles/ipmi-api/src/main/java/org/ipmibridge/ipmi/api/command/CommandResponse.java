package org.ipmibridge.ipmi.api.command;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/**
 * The answer to a command.
 *
 * @param code the completion code
 * @param data what follows it; not copied, and not to be changed
 * @param underWay completes when the work is done that the answer only acknowledges; until then the same request of the same session
 *     is taken for a resend and gets this answer again. Complete for most commands
 */
public record CommandResponse(CompletionCode code, byte[] data, CompletionStage<?> underWay) {
    private static final byte[] NO_DATA = {};
    private static final CompletionStage<?> DONE = CompletableFuture.completedStage(null);
    private static final CommandResponse OK = new CommandResponse(CompletionCode.OK, NO_DATA, DONE);

    /** Success without data. */
    public static CommandResponse ok() {
        return OK;
    }

    /** Success with data. */
    public static CommandResponse ok(byte[] data) {
        return new CommandResponse(CompletionCode.OK, data, DONE);
    }

    /** Success with data, each value one byte. */
    public static CommandResponse of(int... data) {
        byte[] bytes = new byte[data.length];
        for (int i = 0; i < data.length; i++) {
            bytes[i] = (byte) data[i];
        }
        return ok(bytes);
    }

    /** A completion code without data. */
    public static CommandResponse error(CompletionCode code) {
        return new CommandResponse(code, NO_DATA, DONE);
    }

    /** Success of a command whose work goes on after the answer. */
    public static CommandResponse acknowledged(CompletionStage<?> underWay) {
        return new CommandResponse(CompletionCode.OK, NO_DATA, underWay);
    }

    /** This answer, already there. */
    public CompletionStage<CommandResponse> now() {
        return CompletableFuture.completedFuture(this);
    }
}
