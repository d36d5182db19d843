/** The boot order, the override of it that is kept in the virtual machine, and the boots that use an override up. */
package org.ipmibridge.hypervisor.vmware.boot;
