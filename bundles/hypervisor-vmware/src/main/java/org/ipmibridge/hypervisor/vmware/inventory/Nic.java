package org.ipmibridge.hypervisor.vmware.inventory;

/**
 * A network adapter.
 *
 * @param key its device key
 * @param mac its MAC address, in lower case with colons; empty when it has none yet
 */
public record Nic(int key, String mac) {}
