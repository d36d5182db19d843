package org.ipmibridge.ipmi.api.command;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds the handler of a command, checks that the session may send it, runs it, and turns every failure into a completion code.
 * Thread-safe.
 */
@ProviderType
public interface CommandDispatcher {
    /**
     * Runs a command. Does not block; the stage never completes exceptionally, and completes within the deadline.
     *
     * @param request with all of the message's data, the {@link IpmiCommand#body() body} included
     */
    CompletionStage<CommandResponse> dispatch(CommandRequest request);

    /** The command that a message is for, if some bundle implements it at this moment. */
    Optional<CommandDescription> find(NetFn netFn, int command, byte[] data);

    /** All commands that are implemented at this moment, ordered by network function, body and command. */
    List<CommandDescription> commands();
}
