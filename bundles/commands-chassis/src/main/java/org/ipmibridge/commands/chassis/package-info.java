/** The commands of network function Chassis (IPMI v2.0, chapter 28), for a machine of a hypervisor. */
package org.ipmibridge.commands.chassis;
