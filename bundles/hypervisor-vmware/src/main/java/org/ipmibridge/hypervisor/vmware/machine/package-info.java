/** The virtual machines as the bridge's machines: power, details, and one change after another. */
package org.ipmibridge.hypervisor.vmware.machine;
