package org.ipmibridge.commands.chassis;

import java.util.Map;
import java.util.concurrent.CompletionException;
import org.ipmibridge.hypervisor.api.GuestUnavailableException;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.InsufficientResourcesException;
import org.ipmibridge.hypervisor.api.InvalidPowerStateException;
import org.ipmibridge.hypervisor.api.IsoUnavailableException;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.api.PermissionDeniedException;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;
import org.ipmibridge.ipmi.protocol.CompletionCode;

/** The one place where a failure of a hypervisor becomes a completion code (IPMI v2.0, table 5-2). */
final class HypervisorFailures {
    private static final Map<Class<? extends HypervisorException>, CompletionCode> CODES = Map.of(
            HypervisorUnavailableException.class, CompletionCode.DESTINATION_UNAVAILABLE,
            MachineNotFoundException.class, CompletionCode.DESTINATION_UNAVAILABLE,
            MachineBusyException.class, CompletionCode.NODE_BUSY,
            // C0h is for resources that are lacking for the moment; C4h would mean storage of the BMC.
            InsufficientResourcesException.class, CompletionCode.NODE_BUSY,
            InvalidPowerStateException.class, CompletionCode.INVALID_IN_PRESENT_STATE,
            GuestUnavailableException.class, CompletionCode.INVALID_IN_PRESENT_STATE,
            UnsupportedRequestException.class, CompletionCode.INVALID_DATA_FIELD,
            IsoUnavailableException.class, CompletionCode.NOT_PRESENT,
            // D4h would send people to the privilege of the IPMI user, which is not what lacks.
            PermissionDeniedException.class, CompletionCode.SUBFUNCTION_DISABLED);

    private HypervisorFailures() {}

    /** The code for how a stage ended: 00h for null, and FFh for a failure of which nothing more is known. */
    static CompletionCode code(Throwable failure) {
        return failure == null
                ? CompletionCode.OK
                : CODES.getOrDefault(cause(failure).getClass(), CompletionCode.UNSPECIFIED_ERROR);
    }

    /** Whether the client can put it right by another request, so that the operator has nothing to do. */
    static boolean isForTheClient(HypervisorException failure) {
        return failure instanceof InvalidPowerStateException
                || failure instanceof MachineBusyException
                || failure instanceof UnsupportedRequestException;
    }

    /** What a stage really failed with. */
    static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
