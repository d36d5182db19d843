package org.ipmibridge.hypervisor.vmware;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** What is different for one virtual machine. */
@ObjectClassDefinition(
        name = "Virtual machine",
        description = "What is different for one virtual machine; every machine works without it.")
@interface MachineConfiguration {
    @AttributeDefinition(name = "Hypervisor", description = "The server's name; empty for any that has the machine.")
    String hypervisor() default "";

    @AttributeDefinition(
            name = "Machine",
            description = "Its instance UUID, BIOS UUID, managed object ID, inventory path or unique name.")
    String machine() default "";

    @AttributeDefinition(
            name = "ISO image",
            description =
                    "What booting from CD puts in: [datastore] path, or a path in the server's folder for images. Empty:"
                            + " the server's image.")
    String iso() default "";

    @AttributeDefinition(
            name = "Firmware may change",
            description =
                    "Whether a client that asks for an EFI boot changes the firmware while the machine is off. A system"
                            + " that was installed under the other one does not boot then.")
    boolean firmware_change() default false;
}
