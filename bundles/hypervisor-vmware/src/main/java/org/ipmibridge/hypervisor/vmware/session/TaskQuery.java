package org.ipmibridge.hypervisor.vmware.session;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** The call that asks how tasks are, and what their machines wait with. */
final class TaskQuery {
    private TaskQuery() {}

    static List<ObjectContent> run(Vim vim, List<TaskWatch.Watched> tasks) throws RemoteException {
        PropertyFilterSpec filter = new PropertyFilterSpec();
        filter.setPropSet(
                new PropertySpec[] {property("Task", "info"), property("VirtualMachine", "runtime.question")});
        filter.setObjectSet(tasks.stream()
                .map(TaskWatch.Watched::objects)
                .flatMap(Collection::stream)
                .distinct()
                .map(TaskQuery::object)
                .toArray(ObjectSpec[]::new));
        List<ObjectContent> found = new ArrayList<>();
        vim.client().retrieve(vim.content().getPropertyCollector(), new PropertyFilterSpec[] {filter}, found::add);
        return found;
    }

    private static PropertySpec property(String type, String path) {
        PropertySpec spec = new PropertySpec();
        spec.setType(type);
        spec.setPathSet(new String[] {path});
        return spec;
    }

    private static ObjectSpec object(ManagedObjectReference reference) {
        ObjectSpec spec = new ObjectSpec();
        spec.setObj(reference);
        return spec;
    }
}
