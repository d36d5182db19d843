package org.ipmibridge.shell.commands.inventory;

import java.net.InetSocketAddress;
import java.util.List;

/**
 * A BMC and its machine, as an inventory has them.
 *
 * @param bmc the BMC's name
 * @param endpoint where it listens
 * @param user who may log in with the highest privilege; empty for nobody
 * @param machine what the machine is called
 * @param hypervisor the machine's hypervisor
 * @param fleet the BMC's fleet; may be empty
 * @param macs the machine's MAC addresses, in their order
 * @param on whether the machine is on
 */
record Host(
        String bmc,
        InetSocketAddress endpoint,
        String user,
        String machine,
        String hypervisor,
        String fleet,
        List<String> macs,
        boolean on) {
    Host {
        macs = List.copyOf(macs);
    }

    String address() {
        return endpoint.isUnresolved()
                ? endpoint.getHostString()
                : endpoint.getAddress().getHostAddress();
    }
}
