/**
 * Virtual BMCs: one factory configuration is one BMC with its address, identity and machine, and the directories of all BMCs and of all
 * machines.
 */
package org.ipmibridge.virtual.bmc;
