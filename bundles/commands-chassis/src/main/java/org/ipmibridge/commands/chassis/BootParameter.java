package org.ipmibridge.commands.chassis;

import java.util.concurrent.CompletionStage;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;

/** One parameter of the system boot options (IPMI v2.0, table 28-14). */
interface BootParameter {
    /** The parameter's number, 0 to 127. */
    int selector();

    /**
     * Sets the parameter.
     *
     * @param data what follows the parameter's number, at least one byte
     */
    CompletionStage<CommandResponse> set(CommandRequest request, byte[] data);

    /**
     * Reads the parameter.
     *
     * @param set the set selector, 0 to FFh; 0 for parameters that have one value only
     * @return the parameter's data
     */
    CompletionStage<byte[]> get(CommandRequest request, int set);
}
