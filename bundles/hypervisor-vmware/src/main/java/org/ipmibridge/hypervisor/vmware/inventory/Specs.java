package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.SelectionSpec;
import com.vmware.vim25.TraversalSpec;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/** What a property collector is asked for. Machines have a filter of their own. */
final class Specs {
    static final String VM = "VirtualMachine";
    static final String EVENTS = "EventHistoryCollector";
    static final String FIELDS = "CustomFieldsManager";

    private Specs() {}

    /** The virtual machines of views. A machine of several views is told once. */
    static PropertyFilterSpec vms(List<ManagedObjectReference> views) {
        return filter(views.stream().map(Specs::viewed).toArray(ObjectSpec[]::new), properties(VM, VmProperty.paths()));
    }

    /** The virtual machines with these managed object ids. Those that are gone do not make it fail, as far as servers heed that. */
    static PropertyFilterSpec vms(Collection<String> ids) {
        PropertyFilterSpec spec = filter(
                ids.stream().map(id -> object(reference(VM, id))).toArray(ObjectSpec[]::new),
                properties(VM, VmProperty.paths()));
        spec.setReportMissingObjectsInResults(true);
        return spec;
    }

    /**
     * What there is beside the machines. One filter for both, because the simulator does all its work once for each.
     *
     * @param view a view of what machines can be in
     * @param others a collector of events and what defines custom attributes, as far as there are any
     */
    static PropertyFilterSpec around(ManagedObjectReference view, List<ManagedObjectReference> others) {
        return filter(
                Stream.concat(others.stream().map(Specs::object), Stream.of(viewed(view)))
                        .toArray(ObjectSpec[]::new),
                properties(EVENTS, "latestPage"),
                properties(FIELDS, "field"),
                properties("ResourcePool", TreeNode.PATHS),
                properties("ComputeResource", TreeNode.PATHS),
                properties("Folder", TreeNode.PATHS),
                properties("Datacenter", TreeNode.PATHS),
                properties("VirtualApp", TreeNode.VAPP_PATHS));
    }

    static ManagedObjectReference reference(String type, String id) {
        ManagedObjectReference reference = new ManagedObjectReference();
        reference.setType(type);
        reference.setVal(id);
        return reference;
    }

    private static PropertyFilterSpec filter(ObjectSpec[] objects, PropertySpec... properties) {
        PropertyFilterSpec spec = new PropertyFilterSpec();
        spec.setObjectSet(objects);
        spec.setPropSet(properties);
        return spec;
    }

    private static PropertySpec properties(String type, String... paths) {
        PropertySpec spec = new PropertySpec();
        spec.setType(type);
        spec.setAll(false);
        spec.setPathSet(paths);
        return spec;
    }

    private static ObjectSpec object(ManagedObjectReference object) {
        ObjectSpec spec = new ObjectSpec();
        spec.setObj(object);
        spec.setSkip(false);
        return spec;
    }

    private static ObjectSpec viewed(ManagedObjectReference view) {
        TraversalSpec traversal = new TraversalSpec();
        traversal.setType("ContainerView");
        traversal.setPath("view");
        traversal.setSkip(false);
        ObjectSpec spec = object(view);
        spec.setSkip(true);
        spec.setSelectSet(new SelectionSpec[] {traversal});
        return spec;
    }
}
