package org.ipmibridge.hypervisor.simulated;

import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** The configuration of one machine. Lists are texts with commas, because that is what a .cfg file holds. */
@ObjectClassDefinition(
        name = "Simulated machine",
        description = "A machine in memory. Every change takes effect at once and keeps the machine's state.")
@interface MachineConfiguration {
    @AttributeDefinition(
            name = "Name",
            description =
                    "What the machine is known by: 1 to 80 letters, digits, spaces, dots, hyphens and underscores; unique.")
    String name() default "";

    @AttributeDefinition(
            name = "Hypervisor",
            description = "The name of the simulated hypervisor that it is on; empty for each that there is.")
    String hypervisor() default "";

    @AttributeDefinition(
            name = "Folder",
            description = "The path of the folder that it is in, such as lab/web, by which fleets select machines.",
            required = false)
    String folder() default "";

    @AttributeDefinition(
            name = "Attributes",
            description = "Custom attributes as NAME=VALUE, separated by commas, by which fleets select machines.",
            required = false)
    String attributes() default "";

    @AttributeDefinition(name = "UUID", description = "Its SMBIOS UUID; empty for one that is derived from the name.")
    String uuid() default "";

    @AttributeDefinition(
            name = "Firmware",
            options = {@Option(label = "BIOS", value = "bios"), @Option(label = "EFI", value = "efi")})
    String firmware() default "bios";

    @AttributeDefinition(name = "Disk", description = "Whether it has a disk with a system that boots.")
    boolean disk() default true;

    @AttributeDefinition(
            name = "Network adapters",
            description =
                    "Their MAC addresses, separated by commas; auto for one that is derived from the UUID; empty for none.")
    String nics() default "auto";

    @AttributeDefinition(name = "CD drive", description = "Whether it has a CD drive.")
    boolean cd_drive() default true;

    @AttributeDefinition(name = "Floppy drive", description = "Whether it has a floppy drive with a floppy that boots.")
    boolean floppy() default false;

    @AttributeDefinition(
            name = "Boot order",
            description = "Its own order, separated by commas: floppy, disk, cdrom, network.")
    String boot_order() default "floppy, disk, cdrom, network";

    @AttributeDefinition(name = "ISO image", description = "What booting from CD puts in the drive; empty for nothing.")
    String iso() default "";

    @AttributeDefinition(
            name = "ISO images that exist",
            description = "Separated by commas; empty when only the one above exists.")
    String isos() default "";

    @AttributeDefinition(
            name = "Power at first",
            description = "How it is found when nothing is known of it.",
            options = {
                @Option(label = "On", value = "on"),
                @Option(label = "Off", value = "off"),
                @Option(label = "Suspended", value = "suspended")
            })
    String power() default "off";

    @AttributeDefinition(name = "Time to power on", description = "In milliseconds.", min = "0", max = "3600000")
    long power_on_millis() default 1_000;

    @AttributeDefinition(name = "Time to power off", description = "In milliseconds.", min = "0", max = "3600000")
    long power_off_millis() default 500;

    @AttributeDefinition(name = "Time to reset", description = "In milliseconds.", min = "0", max = "3600000")
    long reset_millis() default 500;

    @AttributeDefinition(
            name = "Time of the guest to shut down",
            description = "In milliseconds.",
            min = "0",
            max = "3600000")
    long soft_off_millis() default 3_000;

    @AttributeDefinition(
            name = "Guest ignores a shutdown",
            description = "Whether the guest does nothing when it is asked to shut down.")
    boolean soft_off_ignored() default false;

    @AttributeDefinition(name = "Guest system", description = "The name of the system on its disk.")
    String guest_os() default "";

    @AttributeDefinition(
            name = "Guest tools",
            description = "Whether the guest can be asked to shut down; without, such a request fails.")
    boolean guest_tools() default true;
}
