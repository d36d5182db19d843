package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.Optional;

/**
 * A CD drive of a virtual machine.
 *
 * @param key its device key
 * @param iso the ISO image behind it as {@code [datastore] path}; none when it has another backing
 * @param connected whether it is connected now
 * @param connectedAtPowerOn whether it will be at power-on
 */
public record CdDrive(int key, Optional<String> iso, boolean connected, boolean connectedAtPowerOn) {
    /** Whether the guest sees an image, now or when it is powered on. */
    public boolean holdsImage(boolean poweredOn) {
        return iso.isPresent() && (poweredOn ? connected : connectedAtPowerOn);
    }
}
