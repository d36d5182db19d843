package org.ipmibridge.hypervisor.vmware.inventory;

/**
 * One entry of a virtual machine's boot order.
 *
 * @param kind what it is
 * @param deviceKey the key of the disk or network adapter; 0 for a CD drive or a floppy drive, which have none here
 */
public record BootEntry(Kind kind, int deviceKey) {
    /** The kinds of bootable devices that vSphere knows. */
    public enum Kind {
        CDROM,
        DISK,
        ETHERNET,
        FLOPPY
    }
}
