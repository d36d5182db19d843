package org.ipmibridge.hypervisor.vmware;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.vmware.inventory.VmKeys;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.iso.DatastorePath;
import org.ipmibridge.hypervisor.vmware.iso.IsoPlaces;
import org.ipmibridge.hypervisor.vmware.machine.MachineSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is configured for each machine of one server: its own file's settings, or else the server's. Thread-safe. */
final class MachineRules {
    private static final Logger LOG = LoggerFactory.getLogger(MachineRules.class);

    private final Map<MachineDefinition, MachineDefinition.Entry> entries = new LinkedHashMap<>();
    private final Set<String> told = ConcurrentHashMap.newKeySet();
    private volatile Map<String, MachineDefinition.Entry> byKey = Map.of();

    /** Takes over what a file says, for the first time or again. */
    synchronized void put(MachineDefinition definition) {
        Optional<MachineDefinition.Entry> entry = definition.entry();
        if (entry.isPresent()) {
            entries.put(definition, entry.get());
        } else {
            entries.remove(definition);
        }
        index();
    }

    synchronized void remove(MachineDefinition definition) {
        entries.remove(definition);
        index();
    }

    /**
     * What is configured for a machine.
     *
     * @param server the server's settings
     * @param vms the server's machines
     */
    MachineSettings of(VmState vm, Settings server, Vms vms) {
        Map<String, MachineDefinition.Entry> now = byKey;
        if (now.isEmpty()) {
            return new MachineSettings(server.iso(), false);
        }
        String hypervisor = server.server().name();
        Optional<MachineDefinition.Entry> own = VmKeys.of(vm)
                .flatMap(key -> Optional.ofNullable(now.get(key(hypervisor, key)))
                        .or(() -> Optional.ofNullable(now.get(key("", key))))
                        .stream())
                .filter(entry -> means(entry, vm, vms))
                .findFirst();
        return own.map(entry -> new MachineSettings(iso(entry, server), entry.firmwareChange()))
                .orElseGet(() -> new MachineSettings(server.iso(), false));
    }

    private void index() {
        Map<String, MachineDefinition.Entry> all = new HashMap<>();
        entries.values().forEach(entry -> {
            MachineDefinition.Entry first =
                    all.putIfAbsent(key(entry.hypervisor(), VmKeys.normal(entry.machine())), entry);
            if (first != null) {
                tell(entry.wrongMachine().apply("another file is about this machine already, and counts"));
            }
        });
        byKey = Map.copyOf(all);
    }

    private boolean means(MachineDefinition.Entry entry, VmState vm, Vms vms) {
        try {
            return vms.find(entry.machine())
                    .filter(found -> found.id().equals(vm.id()))
                    .isPresent();
        } catch (MachineNotFoundException e) {
            tell(entry.wrongMachine().apply(e.getMessage()));
            return false;
        }
    }

    /** None, and not the server's, for a text that means none: it would not be the image that was meant. */
    private Optional<DatastorePath> iso(MachineDefinition.Entry entry, Settings server) {
        if (entry.iso().isEmpty()) {
            return server.iso();
        }
        try {
            IsoPlaces places = server.places();
            return Optional.of(places.resolve(entry.iso()));
        } catch (IllegalArgumentException e) {
            tell(entry.wrongIso().apply(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Once, although it is asked again and again. */
    private void tell(String problem) {
        if (told.add(problem)) {
            LOG.error("{}", problem);
        }
    }

    private static String key(String hypervisor, String machine) {
        return hypervisor + "\n" + machine;
    }
}
