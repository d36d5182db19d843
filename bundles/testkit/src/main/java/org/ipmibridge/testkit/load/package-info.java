/**
 * A load client: many remote consoles in one thread, each with a socket of its own, and the benchmark that drives the bridge and OpenIPMI's
 * {@code ipmi_sim} with it, side by side.
 */
package org.ipmibridge.testkit.load;
