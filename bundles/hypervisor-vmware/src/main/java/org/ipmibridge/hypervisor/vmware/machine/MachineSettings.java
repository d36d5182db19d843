package org.ipmibridge.hypervisor.vmware.machine;

import java.util.Optional;
import org.ipmibridge.hypervisor.vmware.iso.DatastorePath;

/**
 * What the operator configured for a machine.
 *
 * @param iso the image that booting from CD puts in: the machine's own, or else the hypervisor's
 * @param firmwareChange whether its firmware may become EFI when a client asks for an EFI boot
 */
public record MachineSettings(Optional<DatastorePath> iso, boolean firmwareChange) {}
