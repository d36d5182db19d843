package org.ipmibridge.virtual.bmc.fleet;

import java.net.InetSocketAddress;
import java.time.Instant;
import java.util.Optional;

/**
 * What one machine got.
 *
 * @param endpoint the address and port of its BMC
 * @param bmc its BMC's name, which stays when the machine is renamed
 * @param machine the machine
 * @param released since when the machine is gone, if it is: it gets the same again when it comes back, unless there was no other for another
 */
public record Assignment(InetSocketAddress endpoint, String bmc, MachineKey machine, Optional<Instant> released) {
    boolean isUsed() {
        return released.isEmpty();
    }

    Assignment withBmc(String name) {
        return new Assignment(endpoint, name, machine, released);
    }

    Assignment withMachine(MachineKey other) {
        return new Assignment(endpoint, bmc, other, released);
    }

    Assignment withReleased(Optional<Instant> since) {
        return new Assignment(endpoint, bmc, machine, since);
    }
}
