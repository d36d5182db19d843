/** The virtual machines of a vCenter or of a single ESXi, as machines of the bridge. */
package org.ipmibridge.hypervisor.vmware;
