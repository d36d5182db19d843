package org.ipmibridge.hypervisor.api;

/** A machine's firmware. */
public enum Firmware {
    BIOS,
    EFI
}
