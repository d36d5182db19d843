package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ArrayOfCustomFieldDef;
import com.vmware.vim25.ArrayOfEvent;
import com.vmware.vim25.CustomFieldDef;
import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.ObjectUpdate;
import com.vmware.vim25.ObjectUpdateKind;
import com.vmware.vim25.PropertyChange;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * One answer of the server: what it tells of each object, in short. Several updates of one object become one, so that nobody sees what
 * was true only in between. Not thread-safe.
 */
final class Batch {
    private static final String VM = "VirtualMachine";
    private static final String EVENTS = "EventHistoryCollector";
    private static final String VAPP = "VirtualApp";

    private final Map<String, VmDelta> vms = new LinkedHashMap<>();
    private final Map<String, Optional<TreeNode>> nodes = new LinkedHashMap<>();
    private final Tree tree;
    private ArrayOfEvent events = new ArrayOfEvent();
    private Map<Integer, String> fields;

    /** @param tree what is known of datacenters and folders; is not changed */
    Batch(Tree tree) {
        this.tree = tree;
    }

    /** Takes an update of a subscription. */
    void add(ObjectUpdate update) {
        ManagedObjectReference object = update.getObj();
        switch (object.getType()) {
            case VM -> addVm(object.getVal(), update);
            case EVENTS -> VmValues.stream(update.getChangeSet()).forEach(this::addEvents);
            case Specs.FIELDS -> VmValues.stream(update.getChangeSet()).forEach(this::addFields);
            default -> addNode(object, update);
        }
    }

    /** Takes what was read of a virtual machine: all of it. */
    void add(ObjectContent content) {
        VmDelta delta = vm(content.getObj().getVal());
        delta.enter();
        for (DynamicProperty property : VmValues.stream(content.getPropSet()).toArray(DynamicProperty[]::new)) {
            change(delta, property.getName(), property.getVal());
        }
    }

    /** Takes what another batch has of machines that this one does not have. */
    void addAll(Batch other) {
        vms.putAll(other.vms);
    }

    Map<String, VmDelta> vms() {
        return vms;
    }

    /** Datacenters, folders and vApps; none for those that are gone. */
    Map<String, Optional<TreeNode>> nodes() {
        return nodes;
    }

    /** What custom attributes are called, by their keys; none if that has not changed. */
    Optional<Map<Integer, String>> fields() {
        return Optional.ofNullable(fields);
    }

    /** The latest events, if they have changed. */
    ArrayOfEvent events() {
        return events;
    }

    private void addVm(String id, ObjectUpdate update) {
        VmDelta delta = vm(id);
        if (update.getKind() == ObjectUpdateKind.leave) {
            delta.leave();
            return;
        }
        if (update.getKind() == ObjectUpdateKind.enter) {
            delta.enter();
        }
        VmValues.stream(update.getChangeSet()).forEach(change -> change(delta, change.getName(), change.getVal()));
    }

    private void addNode(ManagedObjectReference object, ObjectUpdate update) {
        String id = object.getVal();
        if (update.getKind() == ObjectUpdateKind.leave) {
            // One that has come in the same answer was moved.
            nodes.putIfAbsent(id, Optional.empty());
            return;
        }
        TreeNode node = update.getKind() == ObjectUpdateKind.enter ? TreeNode.UNKNOWN : node(id);
        for (PropertyChange change : VmValues.stream(update.getChangeSet()).toArray(PropertyChange[]::new)) {
            // As a resource pool a vApp is in one too, but people see it in a folder.
            if (!object.getType().equals(VAPP) || !change.getName().equals("parent")) {
                node = node.with(change.getName(), change.getVal());
            }
        }
        nodes.put(id, Optional.of(node));
    }

    private TreeNode node(String id) {
        Optional<TreeNode> told = nodes.getOrDefault(id, Optional.ofNullable(tree.get(id)));
        return told.orElse(TreeNode.UNKNOWN);
    }

    private void addFields(PropertyChange change) {
        if (change.getVal() instanceof ArrayOfCustomFieldDef definitions) {
            fields = VmValues.stream(definitions.getCustomFieldDef())
                    .collect(Collectors.toUnmodifiableMap(
                            CustomFieldDef::getKey, CustomFieldDef::getName, (one, other) -> other));
        }
    }

    private void addEvents(PropertyChange change) {
        if (change.getVal() instanceof ArrayOfEvent page) {
            events = page;
        }
    }

    private VmDelta vm(String id) {
        return vms.computeIfAbsent(id, unknown -> new VmDelta());
    }

    private static void change(VmDelta delta, String path, Object value) {
        VmProperty property = VmProperty.of(path);
        if (property != null) {
            delta.change(property, property.decode(value));
        }
    }
}
