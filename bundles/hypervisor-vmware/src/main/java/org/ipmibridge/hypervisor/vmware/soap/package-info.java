/** SOAP over HTTPS for yavijava's port type: a transport that never sends twice, and a codec that survives newer servers. */
package org.ipmibridge.hypervisor.vmware.soap;
