package org.ipmibridge.virtual.bmc;

import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.MachineDirectory;
import org.ipmibridge.virtual.bmc.fleet.MachineKey;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The BMCs at one moment that have a configuration of their own, before which every fleet gives way.
 *
 * @param endpoints where they listen, and their names
 * @param names what they are called
 * @param machines the machines that they control, as far as that can be said
 */
record SingleBmcs(Map<InetSocketAddress, String> endpoints, Set<String> names, Set<MachineKey> machines) {
    private static final Logger log = LoggerFactory.getLogger(Fleets.class);

    static SingleBmcs of(Collection<BmcEntry> entries, MachineDirectory directory) {
        SingleBmcs all = new SingleBmcs(new HashMap<>(), new HashSet<>(), new HashSet<>());
        for (BmcEntry entry : entries) {
            all.names().add(entry.name());
            entry.configs().forEach(config -> all.add(config, directory));
        }
        return all;
    }

    private void add(BmcConfig config, MachineDirectory directory) {
        names.add(config.name());
        if (config.enabled()) {
            endpoints.put(config.endpoint(), config.name());
        }
        try {
            Machine machine = directory.requireFor(config.name(), config.hypervisor(), config.machine());
            machines.add(new MachineKey(machine.hypervisor(), machine.id()));
        } catch (HypervisorException e) {
            // It has none at this moment; of one that comes, its hypervisor tells.
        } catch (RuntimeException | LinkageError e) {
            log.debug("bmc={} the machine cannot be looked for", config.name(), e);
        }
    }
}
