/** The state of the virtual machines, kept by one subscription for each server. */
package org.ipmibridge.hypervisor.vmware.inventory;
