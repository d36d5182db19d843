package org.ipmibridge.hypervisor.api;

/** Where a machine can be told to boot from. */
public enum BootDevice {
    NETWORK,
    DISK,
    CDROM,
    FLOPPY,
    FIRMWARE_SETUP
}
