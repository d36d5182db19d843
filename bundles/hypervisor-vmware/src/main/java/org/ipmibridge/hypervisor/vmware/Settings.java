package org.ipmibridge.hypervisor.vmware;

import java.time.Duration;
import java.util.Optional;
import org.ipmibridge.hypervisor.vmware.inventory.Scope;
import org.ipmibridge.hypervisor.vmware.iso.DatastorePath;
import org.ipmibridge.hypervisor.vmware.iso.IsoPlaces;
import org.ipmibridge.hypervisor.vmware.session.ServerSettings;

/**
 * A server's configuration, checked.
 *
 * @param server the server and how to talk to it
 * @param scope what the bridge may touch
 * @param places where ISO images are that are not named with their datastore
 * @param iso the image that booting from CD puts in where a machine has none of its own
 * @param restoreDelay how long after a boot the machine's own boot order is put back
 * @param connection what must be the same for the session to go on
 */
record Settings(
        ServerSettings server,
        Scope scope,
        IsoPlaces places,
        Optional<DatastorePath> iso,
        Duration restoreDelay,
        Connection connection) {}
