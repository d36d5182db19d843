package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ManagedObjectReference;

/**
 * What a virtual machine can be in: a datacenter, a folder, a vApp, a resource pool and its host or cluster.
 *
 * @param name its name as people read it; the empty text if the server did not tell
 * @param parent the managed object id of what it is in; null at the top
 */
record TreeNode(String name, String parent) {
    static final TreeNode UNKNOWN = new TreeNode("", null);

    /** The properties that are read of all but a vApp. */
    static final String[] PATHS = {"name", "parent"};

    /** The properties that are read of a vApp, whose {@code parent} is a resource pool. */
    static final String[] VAPP_PATHS = {"name", "parentFolder", "parentVApp"};

    /** It with a property's new value. */
    TreeNode with(String path, Object value) {
        if (path.equals("name")) {
            return new TreeNode(value instanceof String text ? InventoryNames.decoded(text) : "", parent);
        }
        if (value instanceof ManagedObjectReference reference) {
            return new TreeNode(name, reference.getVal());
        }
        // A vApp is in a folder or in another vApp: of its two parents one is unset.
        return path.equals("parent") ? new TreeNode(name, null) : this;
    }
}
