package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ManagedObjectReference;
import java.rmi.RemoteException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.ipmibridge.hypervisor.vmware.session.Vim;
import org.ipmibridge.runtime.api.problem.Problem;

/**
 * Which virtual machines the bridge may touch.
 *
 * @param paths inventory paths of datacenters, folders, resource pools, vApps, clusters or hosts; empty for all there are
 * @param wrong makes a problem for the operator of what is wrong with a path
 */
public record Scope(List<String> paths, Function<String, Problem> wrong) {
    private static final Set<String> CONTAINERS = Set.of(
            "Datacenter",
            "Folder",
            "ResourcePool",
            "VirtualApp",
            "ComputeResource",
            "ClusterComputeResource",
            "HostSystem");

    /** Everything. */
    public static final Scope ALL = new Scope(List.of(), reason -> new Problem("scope", reason, Instant.now()));

    public Scope {
        paths = List.copyOf(paths);
    }

    /**
     * What the paths are at this moment.
     *
     * @param containers what there is
     * @param problems what is wrong with the others
     */
    record Found(List<ManagedObjectReference> containers, List<String> problems) {}

    Found find(Vim vim) throws RemoteException {
        if (paths.isEmpty()) {
            return new Found(List.of(vim.content().getRootFolder()), List.of());
        }
        List<ManagedObjectReference> containers = new ArrayList<>();
        List<String> problems = new ArrayList<>();
        for (String path : paths) {
            ManagedObjectReference found =
                    vim.port().findByInventoryPath(vim.content().getSearchIndex(), InventoryNames.path(path));
            if (found == null) {
                problems.add("there is no " + path + ", or the account may not see it");
            } else if (!CONTAINERS.contains(found.getType())) {
                problems.add(path + " is a " + found.getType()
                        + ", and must be a datacenter, folder, resource pool, vApp, cluster or host");
            } else {
                containers.add(found);
            }
        }
        return new Found(containers, problems);
    }
}
