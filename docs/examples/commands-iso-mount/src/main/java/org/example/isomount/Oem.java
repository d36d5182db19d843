package org.example.isomount;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.api.command.CommandRequest;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/** What these commands have in common. */
final class Oem {
    /** OEM commands whose data begins with an enterprise number. */
    static final int NET_FN = 0x2E;

    /** The enterprise number that is reserved for examples: take your own. */
    static final int IANA = 32473;

    private Oem() {}

    /**
     * Asks the machine of the BMC that a request was sent to. It is looked up for each request, because the hypervisor's bundle may be
     * replaced at any time.
     */
    static CompletionStage<CommandResponse> ask(
            MachineDirectory machines,
            CommandRequest request,
            Function<Machine, CompletionStage<CommandResponse>> question) {
        Bmc bmc = request.bmc();
        try {
            return question.apply(machines.requireFor(bmc.name(), bmc.hypervisor(), bmc.machine()))
                    .exceptionallyCompose(failure -> CompletableFuture.failedStage(translate(failure)));
        } catch (HypervisorException e) {
            throw translate(e);
        }
    }

    /** Completion codes of IPMI v2.0, table 5-2. */
    private static RuntimeException translate(Throwable failure) {
        Throwable cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return new CommandException(code(cause), String.valueOf(cause.getMessage()));
    }

    private static CompletionCode code(Throwable cause) {
        if (cause instanceof IsoUnavailableException) {
            return CompletionCode.NOT_PRESENT;
        }
        if (cause instanceof HypervisorUnavailableException || cause instanceof MachineNotFoundException) {
            return CompletionCode.DESTINATION_UNAVAILABLE;
        }
        if (cause instanceof MachineBusyException) {
            return CompletionCode.NODE_BUSY;
        }
        return cause instanceof UnsupportedRequestException
                ? CompletionCode.INVALID_IN_PRESENT_STATE
                : CompletionCode.UNSPECIFIED_ERROR;
    }
}
