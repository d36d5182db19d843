/** A virtual machine's configuration read whole, and changed so that nothing else of it changes. */
package org.ipmibridge.hypervisor.vmware.reconfigure;
