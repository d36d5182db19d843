package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.ConcurrentAccess;
import com.vmware.vim25.FileFault;
import com.vmware.vim25.HostCommunication;
import com.vmware.vim25.HostConnectFault;
import com.vmware.vim25.InsufficientResourcesFault;
import com.vmware.vim25.InvalidDatastore;
import com.vmware.vim25.InvalidDeviceBacking;
import com.vmware.vim25.InvalidLogin;
import com.vmware.vim25.InvalidPowerState;
import com.vmware.vim25.LocalizedMethodFault;
import com.vmware.vim25.ManagedObjectNotFound;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.MethodNotFound;
import com.vmware.vim25.NoPermission;
import com.vmware.vim25.NotAuthenticated;
import com.vmware.vim25.NotImplemented;
import com.vmware.vim25.NotSupported;
import com.vmware.vim25.QuestionPending;
import com.vmware.vim25.RestrictedVersion;
import com.vmware.vim25.TaskInProgress;
import com.vmware.vim25.ToolsUnavailable;
import com.vmware.vim25.VirtualMachinePowerState;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.function.BiFunction;
import java.util.regex.Pattern;
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
import org.ipmibridge.hypervisor.vmware.soap.FileRefusedException;
import org.ipmibridge.hypervisor.vmware.soap.UnknownFault;
import org.ipmibridge.hypervisor.vmware.soap.VimFault;

/** Makes the hypervisor API's failures of vSphere's. */
public final class Failures {
    /** A fault about one of the machine's own files is not about an ISO image. */
    private static final Pattern OWN_FILE =
            Pattern.compile(".*\\.(vmdk|vmx|vmxf|nvram|vswp|vmsn|vmss|vmsd|vmem|log|lck)", Pattern.CASE_INSENSITIVE);

    /** The first one that fits: that there is no session is a lack of permission too. */
    private static final List<Kind> KINDS = List.of(
            new Kind(
                    HypervisorUnavailableException::new,
                    List.of(
                            NotAuthenticated.class,
                            InvalidLogin.class,
                            HostCommunication.class,
                            HostConnectFault.class)),
            new Kind(InvalidPowerStateException::new, List.of(InvalidPowerState.class)),
            new Kind(PermissionDeniedException::new, List.of(NoPermission.class)),
            new Kind(
                    MachineBusyException::new,
                    List.of(TaskInProgress.class, ConcurrentAccess.class, QuestionPending.class)),
            new Kind(InsufficientResourcesException::new, List.of(InsufficientResourcesFault.class)),
            new Kind(GuestUnavailableException::new, List.of(ToolsUnavailable.class)),
            new Kind(MachineNotFoundException::new, List.of(ManagedObjectNotFound.class)),
            new Kind(
                    IsoUnavailableException::new,
                    List.of(FileFault.class, InvalidDatastore.class, InvalidDeviceBacking.class)),
            new Kind(
                    UnsupportedRequestException::new,
                    List.of(MethodNotFound.class, NotSupported.class, NotImplemented.class, RestrictedVersion.class)));

    private record Kind(
            BiFunction<String, Throwable, HypervisorException> maker, List<Class<? extends MethodFault>> faults) {}

    private Failures() {}

    /**
     * The failure of something that was asked.
     *
     * @param what what was asked, in words; the message begins with it
     * @return {@code failure} itself if it is one already
     */
    public static HypervisorException translate(String what, Throwable failure) {
        if (failure instanceof HypervisorException known) {
            return known;
        }
        if ((failure instanceof CompletionException || failure instanceof ExecutionException)
                && failure.getCause() != null) {
            return translate(what, failure.getCause());
        }
        if (failure instanceof VimFault fault) {
            return ofFault(what, fault);
        }
        if (failure instanceof FileRefusedException refused) {
            return ofFile(what + ": " + refused.getMessage(), refused);
        }
        return failure instanceof IOException
                ? new HypervisorUnavailableException(
                        what + ": no answer of the server: " + failure.getMessage(), failure)
                : new HypervisorException(what + " failed: " + failure, failure);
    }

    /** What a task ended with. */
    public static VimFault faultOf(LocalizedMethodFault error) {
        MethodFault fault = error == null ? null : error.getFault();
        String words = error == null || error.getLocalizedMessage() == null ? "" : error.getLocalizedMessage();
        String type = fault instanceof UnknownFault unknown
                ? unknown.type()
                : fault == null ? "MethodFault" : fault.getClass().getSimpleName();
        return new VimFault(fault, type, words);
    }

    private static HypervisorException ofFile(String message, FileRefusedException refused) {
        return switch (refused.reason()) {
            case FORBIDDEN -> new PermissionDeniedException(message, refused);
            case NOT_FOUND -> new IsoUnavailableException(message, refused);
            case FULL -> new InsufficientResourcesException(message, refused);
            case OTHER -> new HypervisorException(message, refused);
        };
    }

    private static HypervisorException ofFault(String what, VimFault fault) {
        String message = what + ": " + words(fault);
        return isAboutSomethingElse(fault.fault())
                ? new HypervisorException(message, fault)
                : KINDS.stream()
                        .filter(kind -> kind.faults().stream().anyMatch(type -> type.isInstance(fault.fault())))
                        .findFirst()
                        .map(kind -> kind.maker().apply(message, fault))
                        .orElseGet(() -> new HypervisorException(message, fault));
    }

    private static boolean isAboutSomethingElse(MethodFault fault) {
        if (fault instanceof ManagedObjectNotFound gone && gone.getObj() != null) {
            return !"VirtualMachine".equals(gone.getObj().getType());
        }
        return fault instanceof FileFault file
                && file.getFile() != null
                && OWN_FILE.matcher(file.getFile()).matches();
    }

    private static String words(VimFault fault) {
        String said = fault.words().isBlank() || fault.words().contains(fault.type())
                ? "the server says " + fault.type()
                : "the server says \"" + fault.words().strip() + "\" (" + fault.type() + ")";
        return detail(fault.fault()) + said;
    }

    private static String detail(MethodFault fault) {
        if (fault instanceof InvalidPowerState wrong && wrong.getExistingState() != null) {
            return "not possible while the machine is " + words(wrong.getExistingState()) + "; ";
        }
        if (fault instanceof NoPermission denied && !(fault instanceof NotAuthenticated)) {
            return "the bridge's account lacks the privilege " + denied.getPrivilegeId() + on(denied.getObject())
                    + "; ";
        }
        if (fault instanceof ToolsUnavailable) {
            return "VMware Tools do not run in the guest; ";
        }
        if (fault instanceof FileFault file && file.getFile() != null) {
            return "file " + file.getFile() + ": ";
        }
        if (fault instanceof InvalidDatastore wrong && wrong.getName() != null) {
            return "datastore " + wrong.getName() + ": ";
        }
        return fault instanceof ManagedObjectNotFound gone && gone.getObj() != null
                ? "there is no " + gone.getObj().getType() + " " + gone.getObj().getVal() + " any more; "
                : "";
    }

    private static String on(ManagedObjectReference object) {
        return object == null ? "" : " on " + object.getType() + " " + object.getVal();
    }

    private static String words(VirtualMachinePowerState state) {
        return switch (state) {
            case poweredOn -> "powered on";
            case poweredOff -> "powered off";
            case suspended -> "suspended";
        };
    }
}
