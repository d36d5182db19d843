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
     * Runs a command. Does not block; the stage completes within the deadline. It completes exceptionally only when the command was not begun
     * because the dispatcher is being replaced: then no answer is the right one, and the client will ask again.
     *
     * @param request with all of the message's data, the {@link IpmiCommand#body() body} included
     */
    CompletionStage<CommandResponse> dispatch(CommandRequest request);

    /** The command that a message is for, if some bundle implements it at this moment. */
    Optional<CommandDescription> find(NetFn netFn, int command, byte[] data);

    /** All commands that are implemented at this moment, ordered by network function, body and command. */
    List<CommandDescription> commands();
}
