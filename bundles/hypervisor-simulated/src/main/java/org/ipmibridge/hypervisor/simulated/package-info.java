/** Machines in memory that take their time: the demo's and the tests' hypervisor. */
package org.ipmibridge.hypervisor.simulated;
