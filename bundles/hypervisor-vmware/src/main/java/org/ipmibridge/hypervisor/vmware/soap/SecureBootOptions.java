package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.VirtualMachineBootOptions;

/** Boot options as of vSphere API 6.5; what the decoder makes of every {@code VirtualMachineBootOptions}. */
public final class SecureBootOptions extends VirtualMachineBootOptions {
    /** Whether EFI boots only what is signed; none when the server did not tell. */
    @After("enterBIOSSetup")
    public Boolean efiSecureBootEnabled;
}
