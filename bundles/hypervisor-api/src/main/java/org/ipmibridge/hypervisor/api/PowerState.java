package org.ipmibridge.hypervisor.api;

/** A confirmed power state. There is no value for "unknown": a backend that does not know fails. */
public enum PowerState {
    ON,
    OFF,
    /** Off, with its memory kept. */
    SUSPENDED
}
