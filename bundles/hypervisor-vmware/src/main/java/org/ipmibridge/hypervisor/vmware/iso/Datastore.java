package org.ipmibridge.hypervisor.vmware.iso;

import com.vmware.vim25.ArrayOfDatastoreHostMount;
import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.DatastoreHostMount;
import com.vmware.vim25.HostMountInfo;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.SelectionSpec;
import java.rmi.RemoteException;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.vmware.reconfigure.ObjectProperties;
import org.ipmibridge.hypervisor.vmware.session.Vim;

/**
 * A datastore.
 *
 * @param reference the managed object
 * @param name its name
 * @param browser what lists its files; none when the account may not see it
 * @param unusable why nothing can be read from it, in words
 */
record Datastore(
        ManagedObjectReference reference,
        String name,
        Optional<ManagedObjectReference> browser,
        Optional<String> unusable) {
    private static final String[] PATHS = {"name", "browser", "summary.accessible", "host"};

    /** The datastores that a host has, ordered by name. */
    static List<Datastore> ofHost(Vim vim, String hostId) throws RemoteException {
        List<ManagedObjectReference> references = ObjectProperties.of(vim, reference("HostSystem", hostId), "datastore")
                .get("datastore", ArrayOfManagedObjectReference.class)
                .map(array -> array.ManagedObjectReference)
                .map(List::of)
                .orElse(List.of());
        return datastores(ObjectProperties.of(vim, references, PATHS), Optional.of(hostId));
    }

    /** Datastores by their managed object ids, ordered by name. */
    static List<Datastore> of(Vim vim, List<String> ids) throws RemoteException {
        List<ManagedObjectReference> references =
                ids.stream().map(id -> reference("Datastore", id)).toList();
        return datastores(ObjectProperties.of(vim, references, PATHS), Optional.empty());
    }

    /** All datastores of the server, ordered by name. */
    static List<Datastore> all(Vim vim) throws RemoteException {
        return datastores(
                ObjectProperties.along(
                        vim, vim.content().rootFolder, Datacenters.folders("datastore"), "Datastore", PATHS),
                Optional.empty());
    }

    static ManagedObjectReference reference(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.type = type;
        reference.val = id;
        return reference;
    }

    private static List<Datastore> datastores(List<ObjectProperties> found, Optional<String> hostId) {
        return found.stream()
                .filter(properties -> properties.get("name", String.class).isPresent())
                .map(properties -> datastore(properties, hostId))
                .sorted(Comparator.comparing(Datastore::name))
                .toList();
    }

    private static Datastore datastore(ObjectProperties properties, Optional<String> hostId) {
        boolean accessible = properties.get("summary.accessible", Boolean.class).orElse(true);
        Optional<String> unusable =
                accessible ? hostId.flatMap(id -> unusable(properties, id)) : Optional.of("it is not accessible");
        return new Datastore(
                properties.object(),
                properties.get("name", String.class).orElseThrow(),
                properties.get("browser", ManagedObjectReference.class),
                unusable);
    }

    private static Optional<String> unusable(ObjectProperties properties, String hostId) {
        return properties.get("host", ArrayOfDatastoreHostMount.class).stream()
                .flatMap(mounts -> Stream.ofNullable(mounts.DatastoreHostMount).flatMap(Arrays::stream))
                .filter(mount -> mount.key != null && hostId.equals(mount.key.val))
                .map((DatastoreHostMount mount) -> mount.mountInfo)
                .flatMap(Stream::ofNullable)
                .flatMap(mount -> unusable(mount).stream())
                .findFirst();
    }

    private static Optional<String> unusable(HostMountInfo mount) {
        if (Boolean.FALSE.equals(mount.mounted)) {
            return Optional.of("it is not mounted there");
        }
        return Boolean.FALSE.equals(mount.accessible)
                ? Optional.of("it is not accessible there"
                        + (mount.inaccessibleReason == null ? "" : " (" + mount.inaccessibleReason + ")"))
                : Optional.empty();
    }

    /** For a selection of more than one step. */
    static SelectionSpec named(String name) {
        SelectionSpec selection = new SelectionSpec();
        selection.name = name;
        return selection;
    }
}
