package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.List;
import java.util.Map;

/**
 * What there is on a server and what it is called, without how it is: enough to find a machine and ask the server about it. Types of the JDK
 * only, so that it can be left to another version of this bundle. Immutable.
 *
 * @param machines the texts that each virtual machine is known by, by managed object id
 * @param folders name and parent of each datacenter, folder and vApp, by managed object id
 */
public record Known(Map<String, List<String>> machines, Map<String, List<String>> folders) {
    /** For who has no predecessor. */
    public static final Known NOTHING = new Known(Map.of(), Map.of());
}
