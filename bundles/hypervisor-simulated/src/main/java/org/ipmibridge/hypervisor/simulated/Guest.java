package org.ipmibridge.hypervisor.simulated;

/**
 * The system on a machine's disk.
 *
 * @param os its name, may be empty
 * @param tools whether it can be asked to shut down at all
 * @param ignoresSoftOff whether it does nothing when it is asked
 */
record Guest(String os, boolean tools, boolean ignoresSoftOff) {}
