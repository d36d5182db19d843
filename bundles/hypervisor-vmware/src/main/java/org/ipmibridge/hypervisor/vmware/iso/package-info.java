/** ISO images: where they are, whether they are there, and the CD drives that they are put in. */
package org.ipmibridge.hypervisor.vmware.iso;
