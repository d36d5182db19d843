package org.ipmibridge.hypervisor.vmware;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.ipmibridge.hypervisor.vmware.inventory.VmKeys;
import org.ipmibridge.hypervisor.vmware.inventory.VmState;
import org.ipmibridge.hypervisor.vmware.inventory.Vms;
import org.ipmibridge.hypervisor.vmware.iso.DatastorePath;
import org.ipmibridge.hypervisor.vmware.iso.IsoPlaces;
import org.ipmibridge.hypervisor.vmware.machine.MachineSettings;
import org.ipmibridge.runtime.api.problem.Problem;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is configured for each machine of one server: its own file's settings, or else the server's. Thread-safe. */
final class MachineRules {
    private static final Logger LOG = LoggerFactory.getLogger(MachineRules.class);

    private final Map<MachineDefinition, MachineDefinition.Entry> entries = new LinkedHashMap<>();
    /** What was told of, by file and key. */
    private final Map<String, Problem> problems = new ConcurrentHashMap<>();

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

    /** What is wrong with the files, as far as it was noticed when a machine was looked up. */
    List<Problem> problems() {
        return List.copyOf(problems.values());
    }

    /** Looks at everything with new eyes: the server's settings are other ones. */
    synchronized void recheck() {
        index();
    }

    private void index() {
        problems.clear();
        Map<String, MachineDefinition.Entry> all = new HashMap<>();
        entries.values().forEach(entry -> {
            MachineDefinition.Entry first =
                    all.putIfAbsent(key(entry.hypervisor(), VmKeys.normal(entry.machine())), entry);
            if (first != null) {
                tell(
                        entry.source() + " twice",
                        entry.wrongMachine().apply("another file is about this machine already, and counts"));
            }
        });
        byKey = Map.copyOf(all);
    }

    private boolean means(MachineDefinition.Entry entry, VmState vm, Vms vms) {
        try {
            boolean isMeant = vms.find(entry.machine())
                    .filter(found -> found.id().equals(vm.id()))
                    .isPresent();
            mended(entry, "machine");
            return isMeant;
        } catch (MachineNotFoundException e) {
            tell(entry.source() + " machine", entry.wrongMachine().apply(e.getMessage()));
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
            DatastorePath path = places.resolve(entry.iso());
            mended(entry, "iso");
            return Optional.of(path);
        } catch (IllegalArgumentException e) {
            tell(entry.source() + " iso", entry.wrongIso().apply(e.getMessage()));
            return Optional.empty();
        }
    }

    /** Once, although it is asked again and again. */
    private void tell(String what, Problem problem) {
        Problem before = problems.get(what);
        if (before == null || !before.text().equals(problem.text())) {
            problems.put(what, problem);
            LOG.error("{}", problem.text());
        }
    }

    private void mended(MachineDefinition.Entry entry, String key) {
        problems.remove(entry.source() + " " + key);
    }

    private static String key(String hypervisor, String machine) {
        return hypervisor + "\n" + machine;
    }
}
