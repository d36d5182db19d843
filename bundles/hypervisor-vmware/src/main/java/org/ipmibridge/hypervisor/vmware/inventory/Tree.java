package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What virtual machines are in, for their paths, and what custom attributes are called. Not thread-safe. */
final class Tree {
    /** Deeper than any inventory; ends the way up if the server tells of a ring. */
    private static final int DEEPEST = 64;

    private final Map<String, TreeNode> nodes = new HashMap<>();
    private final Map<String, String> paths = new HashMap<>();
    private Map<Integer, String> fields = Map.of();

    /** @return whether any path has changed by this */
    boolean put(String id, TreeNode node) {
        boolean changed = !node.equals(nodes.put(id, node));
        forgetPaths(changed);
        return changed;
    }

    /** All nodes by id: name and parent, which is the empty text at the top. */
    Map<String, List<String>> all() {
        Map<String, List<String>> all = new HashMap<>();
        nodes.forEach((id, node) -> all.put(id, List.of(node.name(), node.parent() == null ? "" : node.parent())));
        return all;
    }

    /**
     * Takes over how custom attributes are called, by their keys.
     *
     * @return whether any is called otherwise than before
     */
    boolean name(Map<Integer, String> names) {
        boolean changed = !fields.equals(names);
        fields = names;
        return changed;
    }

    /** The values of custom attributes by their names instead of their keys. */
    Map<String, String> attributes(Map<Integer, String> values) {
        Map<String, String> named = new HashMap<>();
        values.forEach((key, value) -> {
            String name = fields.get(key);
            if (name != null) {
                named.put(name, value);
            }
        });
        return named;
    }

    /** None if it is not known. */
    TreeNode get(String id) {
        return nodes.get(id);
    }

    /** @return whether any path has changed by this */
    boolean remove(String id) {
        boolean changed = nodes.remove(id) != null;
        forgetPaths(changed);
        return changed;
    }

    /** Forgets what is not in {@code known}. */
    boolean retain(Set<String> known) {
        boolean changed = nodes.keySet().retainAll(new HashSet<>(known));
        forgetPaths(changed);
        return changed;
    }

    /**
     * The inventory path of what is called {@code name} in {@code parent}. The root, which has no name in paths, is not known here, and
     * neither is what the account must not see.
     *
     * @param parent a managed object id; may be null
     */
    String path(String parent, String name) {
        String above = parent == null ? "" : paths.computeIfAbsent(parent, this::pathOf);
        String own = InventoryNames.encoded(name);
        return above.isEmpty() ? own : above + "/" + own;
    }

    /** The inventory path of something that is known itself. */
    String path(String id) {
        return paths.computeIfAbsent(id, this::pathOf);
    }

    private String pathOf(String id) {
        Deque<String> names = new ArrayDeque<>();
        TreeNode node = nodes.get(id);
        while (node != null && names.size() < DEEPEST) {
            names.addFirst(InventoryNames.encoded(node.name()));
            node = node.parent() == null ? null : nodes.get(node.parent());
        }
        return String.join("/", names);
    }

    private void forgetPaths(boolean changed) {
        if (changed) {
            paths.clear();
        }
    }
}
