package org.ipmibridge.hypervisor.api;

/** What can be done to a machine's power. */
public enum PowerAction {
    /** Power on; from suspended too. */
    ON,
    /** Cut the power; the guest is not asked. */
    OFF,
    /** Cut the power, see it off, and power on. */
    CYCLE,
    /** Reset without cutting the power. */
    RESET,
    /** Ask the guest to shut down; it may take its time, or not do it at all. */
    SOFT_OFF,
    /** Send a non-maskable interrupt to the guest, for a crash dump. */
    NMI
}
