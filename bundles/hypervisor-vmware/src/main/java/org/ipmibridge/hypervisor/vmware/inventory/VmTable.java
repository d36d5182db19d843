package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The virtual machines that are known, changed by answers of the server. Answers that were under way at the same time may have been
 * made in another order than they came in; so each is stamped with the time when it was asked for, and what may be older than what is
 * known already changes nothing, but is to be read again. Thread-safe.
 */
final class VmTable {
    /** Is told of each change, under the table's lock, with null for what was or is not there. */
    interface Changes {
        void changed(VmState before, VmState after);
    }

    private final Map<String, VmCell> cells = new ConcurrentHashMap<>();
    private final VmIndex index = new VmIndex();
    private final Tree tree = new Tree();
    private final Changes changes;
    private long clock;

    VmTable(Changes changes) {
        this.changes = changes;
    }

    /** The time now, on a clock of events; to be taken before an answer is asked for. */
    synchronized long tick() {
        return ++clock;
    }

    /** An empty batch that knows the folders of this moment. */
    Batch batch() {
        return new Batch(tree);
    }

    /**
     * Takes over an update of the subscription. To be called in the order of the updates.
     *
     * @param asked when it was asked for
     * @return the ids of those that are to be read now, because this tells only a part, or may be older than what a direct read told
     */
    synchronized Set<String> update(Batch batch, long asked) {
        Set<String> unsure = new TreeSet<>();
        if (putNodes(batch)) {
            cells.forEach(this::show);
        }
        batch.vms().forEach((id, delta) -> {
            VmCell cell = cellFor(id, delta);
            if (cell != null && !take(id, cell, delta, asked)) {
                unsure.add(id);
            }
        });
        return unsure;
    }

    /**
     * Takes over what direct reads told of some.
     *
     * @param ids who were asked for; those of whom nothing was told are gone
     * @param asked when they were asked for
     * @return the ids of those that are to be read again, because something else was told of them meanwhile
     */
    synchronized Set<String> read(Collection<String> ids, Batch batch, long asked) {
        Set<String> unsure = new TreeSet<>();
        ids.stream().filter(id -> !batch.vms().containsKey(id)).forEach(this::remove);
        batch.vms().forEach((id, delta) -> {
            VmCell cell = cells.get(id);
            if (cell != null && (cell.readAt > asked || cell.toldAt > asked)) {
                if (!delta.applyTo(cell.facts).equals(cell.facts)) {
                    unsure.add(id);
                }
            } else if (cell != null) {
                cell.readAt = ++clock;
                cell.facts = delta.applyTo(cell.facts);
                show(id, cell);
            }
        });
        return unsure;
    }

    /** Forgets the machines, and the folders, that are not among these. */
    synchronized void retain(Set<String> vms, Set<String> nodes) {
        new HashSet<>(cells.keySet()).stream().filter(id -> !vms.contains(id)).forEach(this::remove);
        if (tree.retain(nodes)) {
            cells.forEach(this::show);
        }
    }

    /** What is known of what there is. */
    synchronized Known known() {
        Map<String, List<String>> machines = new HashMap<>();
        cells.forEach((id, cell) -> {
            if (cell.state().isPresent()) {
                machines.put(id, cell.facts.names());
            }
        });
        return new Known(machines, tree.all());
    }

    /** Begins with what a predecessor knew. Nobody is told of a machine before the server has told of it. */
    synchronized void begin(Known known) {
        known.folders()
                .forEach((id, node) ->
                        tree.put(id, new TreeNode(node.get(0), node.get(1).isEmpty() ? null : node.get(1))));
        known.machines().forEach((id, names) -> {
            VmCell cell = new VmCell();
            cell.facts = VmFacts.named(names);
            cell.hearsay = true;
            cell.show(cell.facts.state(id, tree));
            index.replace(null, cell.stateOrNull());
            cells.put(id, cell);
        });
    }

    /** Empty when it is not known, or is no machine. */
    Optional<VmState> get(String id) {
        VmCell cell = cells.get(id);
        return cell == null ? Optional.empty() : cell.state();
    }

    /** All that {@code key} may mean. */
    List<VmState> find(String key) {
        Optional<VmState> byId = get(key);
        return byId.isPresent()
                ? List.of(byId.get())
                : index.find(key).stream().flatMap(id -> get(id).stream()).toList();
    }

    List<VmState> all() {
        List<VmState> all = new ArrayList<>(cells.size());
        cells.values().forEach(cell -> cell.state().ifPresent(all::add));
        return all;
    }

    private boolean putNodes(Batch batch) {
        boolean changed = false;
        for (Map.Entry<String, Optional<TreeNode>> node : batch.nodes().entrySet()) {
            changed |= node.getValue().isPresent()
                    ? tree.put(node.getKey(), node.getValue().get())
                    : tree.remove(node.getKey());
        }
        return batch.fields().map(tree::name).orElse(false) || changed;
    }

    /** Null for one that is gone. */
    private VmCell cellFor(String id, VmDelta delta) {
        if (delta.isGone()) {
            remove(id);
            return null;
        }
        return cells.computeIfAbsent(id, unknown -> new VmCell());
    }

    /** @return whether that is all, and nothing is to be read */
    private boolean take(String id, VmCell cell, VmDelta delta, long asked) {
        boolean isPart = cell.facts == VmFacts.NONE && !delta.isWhole();
        if (isPart || delta.isContradictory()) {
            return false;
        }
        VmFacts facts = delta.applyTo(cell.facts);
        if (cell.readAt > asked) {
            return facts.equals(cell.facts) && !delta.isReconfiguration();
        }
        cell.toldAt = ++clock;
        cell.facts = facts;
        show(id, cell);
        return !delta.isReconfiguration();
    }

    private void show(String id, VmCell cell) {
        become(cell, cell.facts.isTemplate() ? null : cell.facts.state(id, tree));
    }

    private void remove(String id) {
        VmCell cell = cells.remove(id);
        if (cell != null) {
            become(cell, null);
        }
    }

    private void become(VmCell cell, VmState after) {
        VmState before = cell.stateOrNull();
        if (!Objects.equals(before, after)) {
            index.replace(before, after);
            cell.show(after);
            changes.changed(cell.hearsay && after != null ? null : before, after);
            cell.hearsay = false;
        }
    }
}
