package org.ipmibridge.hypervisor.vmware.session;

import static org.assertj.core.api.Assertions.assertThat;

import com.vmware.vim25.FileNotFound;
import com.vmware.vim25.HostNotConnected;
import com.vmware.vim25.InsufficientMemoryResourcesFault;
import com.vmware.vim25.InvalidDatastorePath;
import com.vmware.vim25.InvalidDeviceBacking;
import com.vmware.vim25.InvalidPowerState;
import com.vmware.vim25.ManagedObjectNotFound;
import com.vmware.vim25.MethodFault;
import com.vmware.vim25.MethodNotFound;
import com.vmware.vim25.NoPermission;
import com.vmware.vim25.NotAuthenticated;
import com.vmware.vim25.NotSupported;
import com.vmware.vim25.RestrictedVersion;
import com.vmware.vim25.SystemError;
import com.vmware.vim25.TaskInProgress;
import com.vmware.vim25.ToolsUnavailable;
import com.vmware.vim25.VirtualMachinePowerState;
import java.io.IOException;
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
import org.ipmibridge.hypervisor.vmware.soap.VimFault;
import org.junit.Test;

public final class FailuresTest {
    @Test
    public void faultsBecomeFailuresOfTheirOwn() {
        assertThat(translated(new TaskInProgress())).isInstanceOf(MachineBusyException.class);
        assertThat(translated(new InsufficientMemoryResourcesFault()))
                .isInstanceOf(InsufficientResourcesException.class);
        assertThat(translated(new ToolsUnavailable()))
                .isInstanceOf(GuestUnavailableException.class)
                .hasMessageContaining("VMware Tools do not run in the guest");
        assertThat(translated(new InvalidDatastorePath())).isInstanceOf(IsoUnavailableException.class);
        assertThat(translated(new InvalidDeviceBacking())).isInstanceOf(IsoUnavailableException.class);
        assertThat(translated(new MethodNotFound())).isInstanceOf(UnsupportedRequestException.class);
        assertThat(translated(new NotSupported())).isInstanceOf(UnsupportedRequestException.class);
        assertThat(translated(new RestrictedVersion())).isInstanceOf(UnsupportedRequestException.class);
        assertThat(translated(new HostNotConnected())).isInstanceOf(HypervisorUnavailableException.class);
        assertThat(translated(new NotAuthenticated())).isInstanceOf(HypervisorUnavailableException.class);
        assertThat(translated(new SystemError())).isExactlyInstanceOf(HypervisorException.class);
    }

    @Test
    public void messagesSayWhatWasAskedAndWhatTheServerSaid() {
        InvalidPowerState state = new InvalidPowerState();
        state.setExistingState(VirtualMachinePowerState.suspended);
        assertThat(translated(state))
                .isInstanceOf(InvalidPowerStateException.class)
                .hasMessage("web01: do: not possible while the machine is suspended; the server says \"Words.\""
                        + " (InvalidPowerState)");

        NoPermission denied = new NoPermission();
        denied.setPrivilegeId("VirtualMachine.Interact.Reset");
        denied.setObject(Servers.reference("VirtualMachine", "vm-7"));
        assertThat(translated(denied))
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessageContaining(
                        "the bridge's account lacks the privilege VirtualMachine.Interact.Reset on VirtualMachine vm-7");
    }

    @Test
    public void onlyAMachineThatIsGoneIsAMachineThatIsNotFound() {
        assertThat(translated(gone("VirtualMachine"))).isInstanceOf(MachineNotFoundException.class);
        assertThat(translated(gone("Datastore"))).isExactlyInstanceOf(HypervisorException.class);
    }

    @Test
    public void onlyAnImageThatIsMissingIsAMissingImage() {
        assertThat(translated(missing("[ds] a.iso")))
                .isInstanceOf(IsoUnavailableException.class)
                .hasMessageContaining("file [ds] a.iso: ");
        assertThat(translated(missing("[ds] web01/web01.vmdk"))).isExactlyInstanceOf(HypervisorException.class);
    }

    @Test
    public void whatIsNoFaultIsTranslatedToo() {
        assertThat(Failures.translate("web01: do", new CompletionException(new IOException("cut"))))
                .isInstanceOf(HypervisorUnavailableException.class)
                .hasMessage("web01: do: no answer of the server: cut");
        HypervisorException known = new MachineBusyException("known");
        assertThat(Failures.translate("web01: do", new CompletionException(known)))
                .isSameAs(known);
        assertThat(Failures.translate("web01: do", new IllegalStateException("bug")))
                .isExactlyInstanceOf(HypervisorException.class)
                .hasMessageContaining("web01: do failed")
                .hasMessageContaining("bug");
    }

    private static ManagedObjectNotFound gone(String type) {
        ManagedObjectNotFound gone = new ManagedObjectNotFound();
        gone.setObj(Servers.reference(type, "x-1"));
        return gone;
    }

    private static FileNotFound missing(String file) {
        FileNotFound missing = new FileNotFound();
        missing.setFile(file);
        return missing;
    }

    private static HypervisorException translated(MethodFault fault) {
        return Failures.translate(
                "web01: do", new VimFault(fault, fault.getClass().getSimpleName(), "Words."));
    }
}
