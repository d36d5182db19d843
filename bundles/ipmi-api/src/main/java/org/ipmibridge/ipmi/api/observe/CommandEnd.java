package org.ipmibridge.ipmi.api.observe;

import java.time.Instant;
import java.util.Optional;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/**
 * How a command ended.
 *
 * @param time when it ended
 * @param request the request, with all of its data: that can hold a password, which must not be shown or kept
 * @param command what it is; none when no bundle implements it
 * @param code the completion code of the answer
 * @param nanos from the request to its end, in nanoseconds
 * @param stage which end it is
 * @param failure why the work failed that went on after the answer, in one line; empty when it did not
 */
public record CommandEnd(
        Instant time,
        CommandRequest request,
        Optional<CommandDescription> command,
        CompletionCode code,
        long nanos,
        Stage stage,
        String failure)
        implements Happening {
    /** Which end of a command it is. */
    public enum Stage {
        /** It is answered, and there is nothing more to come. */
        ENDED,
        /** It is answered, and its work goes on: it was only acknowledged, or took longer than a client waits. */
        GOES_ON,
        /** The work that went on after the answer has ended. */
        FINISHED
    }

    /** Whether it is a command that changes something. */
    public boolean changesState() {
        return command.isPresent() && command.get().changesState();
    }

    /** Without the request's data. */
    @Override
    public String toString() {
        return "CommandEnd[bmc=" + request.bmc().name() + ", "
                + command.map(CommandDescription::name).orElse("unknown command") + ": " + code + ", " + stage + "]";
    }
}
