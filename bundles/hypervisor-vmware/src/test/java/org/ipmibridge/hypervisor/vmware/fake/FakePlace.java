package org.ipmibridge.hypervisor.vmware.fake;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** Where the machines are: datacenter DC0 with folder vm, a host and a datastore. Thread-safe. */
final class FakePlace {
    private final FakeObject root;
    private final FakeObject folder;
    private final FakeObject host;
    private final FakeObject datastore;
    private final Map<String, FakeVm> machines = new ConcurrentHashMap<>();

    FakePlace(FakeInventory inventory) {
        root = inventory.put("Folder", "group-d1").set("name", "Datacenters");
        FakeObject datacenter =
                inventory.put("Datacenter", "datacenter-2").set("name", "DC0").refer("parent", root);
        folder = inventory.put("Folder", "group-v3").set("name", "vm").refer("parent", datacenter);
        FakeObject browser = inventory.put("HostDatastoreBrowser", "browser-4");
        host = inventory.put("HostSystem", "host-5").set("name", "esx1.example.org");
        datastore = inventory
                .put("Datastore", "datastore-6")
                .set("name", "LocalDS_0")
                .set("summary.name", "LocalDS_0")
                .set("summary.accessible", "xsd:boolean", "true")
                .refer("browser", browser)
                .refer("parent", datacenter);
        host.set("datastore", "ArrayOfManagedObjectReference", datastore.reference("ManagedObjectReference"));
    }

    FakeObject root() {
        return root;
    }

    FakeObject folder() {
        return folder;
    }

    FakeObject host() {
        return host;
    }

    FakeObject datastore() {
        return datastore;
    }

    void register(FakeVm machine) {
        machines.put(machine.id(), machine);
    }

    Optional<FakeVm> machine(String id) {
        return Optional.ofNullable(machines.get(id));
    }
}
