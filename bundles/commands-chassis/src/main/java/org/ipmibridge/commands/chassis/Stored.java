package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The answer to a command that sets what a restart must not forget: success is told when it is on disk. */
final class Stored {
    private static final Logger LOG = LoggerFactory.getLogger(Stored.class);

    private Stored() {}

    static CompletionStage<CommandResponse> answer(CommandRequest request, CompletionStage<Void> stored) {
        return answer(request, stored, CommandResponse.ok());
    }

    static CompletionStage<CommandResponse> answer(
            CommandRequest request, CompletionStage<Void> stored, CommandResponse success) {
        return stored.handle((nothing, failure) -> failure == null ? success : refusal(request, failure));
    }

    private static CommandResponse refusal(CommandRequest request, Throwable failure) {
        LOG.warn(
                "bmc={}: Chassis command {} is in force, but cannot be stored, so a restart forgets it: {}",
                request.bmc().name(),
                String.format("%02Xh", request.command()),
                HypervisorFailures.cause(failure).toString());
        return CommandResponse.error(CompletionCode.UNSPECIFIED_ERROR);
    }
}
