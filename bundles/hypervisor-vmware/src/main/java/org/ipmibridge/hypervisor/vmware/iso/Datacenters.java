package org.ipmibridge.hypervisor.vmware.iso;

import com.vmware.vim25.ArrayOfManagedObjectReference;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.SelectionSpec;
import com.vmware.vim25.TraversalSpec;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.vmware.reconfigure.ObjectProperties;
import org.ipmibridge.hypervisor.vmware.session.Vim;

/** The datacenters of a server. */
final class Datacenters {
    private static final String FOLDERS = "folders";

    private Datacenters() {}

    /**
     * A datacenter.
     *
     * @param reference the managed object
     * @param path its inventory path, as the server's file service wants it
     * @param datastores the managed object ids of its datastores
     */
    record Datacenter(ManagedObjectReference reference, String path, List<String> datastores) {}

    /** All datacenters, also those in folders. */
    static List<Datacenter> all(Vim vim) throws RemoteException {
        ManagedObjectReference root = vim.content().rootFolder;
        List<ObjectProperties> folders = ObjectProperties.along(vim, root, folders(null), "Folder", "name", "parent");
        List<Datacenter> datacenters = new ArrayList<>();
        for (ObjectProperties found :
                ObjectProperties.along(vim, root, folders(null), "Datacenter", "name", "parent", "datastore")) {
            datacenters.add(new Datacenter(found.object(), path(found, folders, root), datastores(found)));
        }
        return datacenters;
    }

    /**
     * The way from the root folder through all folders to the datacenters, and on.
     *
     * @param property the property of the datacenters to follow; null to end there
     */
    static TraversalSpec folders(String property) {
        TraversalSpec children = new TraversalSpec();
        children.name = FOLDERS;
        children.type = "Folder";
        children.path = "childEntity";
        children.skip = false;
        children.selectSet = property == null
                ? new SelectionSpec[] {Datastore.named(FOLDERS)}
                : new SelectionSpec[] {Datastore.named(FOLDERS), datacenter(property)};
        return children;
    }

    private static TraversalSpec datacenter(String property) {
        TraversalSpec way = new TraversalSpec();
        way.type = "Datacenter";
        way.path = property;
        way.skip = false;
        return way;
    }

    private static String path(ObjectProperties start, List<ObjectProperties> folders, ManagedObjectReference root) {
        String path = name(start);
        Optional<ObjectProperties> above = parent(start, folders);
        while (above.isPresent() && !above.get().object().val.equals(root.val)) {
            path = name(above.get()) + "/" + path;
            above = parent(above.get(), folders);
        }
        return path;
    }

    private static String name(ObjectProperties object) {
        return object.get("name", String.class).orElse(object.object().val);
    }

    private static Optional<ObjectProperties> parent(ObjectProperties child, List<ObjectProperties> folders) {
        return child.get("parent", ManagedObjectReference.class).flatMap(parent -> folders.stream()
                .filter(folder -> folder.object().val.equals(parent.val))
                .findFirst());
    }

    private static List<String> datastores(ObjectProperties datacenter) {
        return datacenter.get("datastore", ArrayOfManagedObjectReference.class).stream()
                .flatMap(
                        array -> Stream.ofNullable(array.ManagedObjectReference).flatMap(Arrays::stream))
                .map(reference -> reference.val)
                .toList();
    }
}
