package org.ipmibridge.hypervisor.vmware.inventory;

import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.ObjectUpdate;
import com.vmware.vim25.ObjectUpdateKind;
import com.vmware.vim25.PropertyChange;
import com.vmware.vim25.PropertyChangeOp;
import com.vmware.vim25.VirtualMachineConnectionState;
import com.vmware.vim25.VirtualMachinePowerState;
import java.util.stream.Stream;

/** What a server may tell. */
final class Told {
    static final PropertyChange CONNECTED =
            property("runtime.connectionState", VirtualMachineConnectionState.connected);
    static final PropertyChange ON = property("runtime.powerState", VirtualMachinePowerState.poweredOn);
    static final PropertyChange OFF = property("runtime.powerState", VirtualMachinePowerState.poweredOff);

    private Told() {}

    static ObjectUpdate enter(String vm, PropertyChange... changes) {
        return update("VirtualMachine", vm, ObjectUpdateKind.enter, changes);
    }

    static ObjectUpdate modify(String vm, PropertyChange... changes) {
        return update("VirtualMachine", vm, ObjectUpdateKind.modify, changes);
    }

    static ObjectUpdate leave(String vm) {
        return update("VirtualMachine", vm, ObjectUpdateKind.leave);
    }

    static ObjectUpdate folder(String id, String name, String parent) {
        return update(
                "Folder",
                id,
                ObjectUpdateKind.enter,
                property("name", name),
                property("parent", parent == null ? null : Specs.reference("Folder", parent)));
    }

    static ObjectUpdate update(String type, String id, ObjectUpdateKind kind, PropertyChange... changes) {
        ObjectUpdate update = new ObjectUpdate();
        update.setKind(kind);
        update.setObj(Specs.reference(type, id));
        update.setChangeSet(changes.length == 0 ? null : changes);
        return update;
    }

    static PropertyChange property(String path, Object value) {
        PropertyChange change = new PropertyChange();
        change.setName(path);
        change.setOp(PropertyChangeOp.assign);
        change.setVal(value);
        return change;
    }

    static PropertyChange name(String name) {
        return property("name", name);
    }

    static PropertyChange in(String folder) {
        return property("parent", Specs.reference("Folder", folder));
    }

    /** What a direct read brings. */
    static ObjectContent content(String vm, PropertyChange... properties) {
        ObjectContent content = new ObjectContent();
        ManagedObjectReference reference = Specs.reference("VirtualMachine", vm);
        content.setObj(reference);
        content.setPropSet(Stream.of(properties)
                .map(property -> {
                    DynamicProperty same = new DynamicProperty();
                    same.setName(property.getName());
                    same.setVal(property.getVal());
                    return same;
                })
                .toArray(DynamicProperty[]::new));
        return content;
    }
}
