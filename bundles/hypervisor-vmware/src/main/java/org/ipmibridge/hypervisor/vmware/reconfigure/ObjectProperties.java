package org.ipmibridge.hypervisor.vmware.reconfigure;

import com.vmware.vim25.DynamicProperty;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.ObjectContent;
import com.vmware.vim25.ObjectSpec;
import com.vmware.vim25.PropertyFilterSpec;
import com.vmware.vim25.PropertySpec;
import com.vmware.vim25.RetrieveOptions;
import com.vmware.vim25.RetrieveResult;
import com.vmware.vim25.SelectionSpec;
import java.rmi.RemoteException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.ipmibridge.hypervisor.vmware.session.Vim;

/**
 * Properties of one object of the server.
 *
 * @param object the object
 * @param values by property path; what the server did not tell is not there
 */
public record ObjectProperties(ManagedObjectReference object, Map<String, Object> values) {
    /**
     * Reads one object.
     *
     * @throws RemoteException as the server says, {@code ManagedObjectNotFound} for an object that is gone
     */
    public static ObjectProperties of(Vim vim, ManagedObjectReference object, String... paths) throws RemoteException {
        return of(vim, List.of(object), paths).stream()
                .findFirst()
                .orElseGet(() -> new ObjectProperties(object, Map.of()));
    }

    /** Reads several objects of one type. */
    public static List<ObjectProperties> of(Vim vim, List<ManagedObjectReference> objects, String... paths)
            throws RemoteException {
        ObjectSpec[] starts =
                objects.stream().map(object -> start(object, false)).toArray(ObjectSpec[]::new);
        return starts.length == 0 ? List.of() : retrieve(vim, objects.get(0).type, starts, paths);
    }

    /** Reads the objects of one type that a way leads to from {@code object}, which is not read itself. */
    public static List<ObjectProperties> along(
            Vim vim, ManagedObjectReference object, SelectionSpec way, String type, String... paths)
            throws RemoteException {
        ObjectSpec start = start(object, true);
        start.selectSet = new SelectionSpec[] {way};
        return retrieve(vim, type, new ObjectSpec[] {start}, paths);
    }

    /** The value of a property, if the server told it and it is of this type. */
    public <T> Optional<T> get(String path, Class<T> type) {
        return Optional.ofNullable(values.get(path)).filter(type::isInstance).map(type::cast);
    }

    private static ObjectSpec start(ManagedObjectReference object, boolean skip) {
        ObjectSpec spec = new ObjectSpec();
        spec.obj = object;
        spec.skip = skip;
        return spec;
    }

    private static List<ObjectProperties> retrieve(Vim vim, String type, ObjectSpec[] starts, String... paths)
            throws RemoteException {
        PropertySpec properties = new PropertySpec();
        properties.type = type;
        properties.all = false;
        properties.pathSet = paths;
        PropertyFilterSpec filter = new PropertyFilterSpec();
        filter.objectSet = starts;
        filter.propSet = new PropertySpec[] {properties};
        ManagedObjectReference collector = vim.content().propertyCollector;
        List<ObjectProperties> found = new ArrayList<>();
        RetrieveResult page =
                vim.port().retrievePropertiesEx(collector, new PropertyFilterSpec[] {filter}, new RetrieveOptions());
        while (page != null) {
            for (ObjectContent object : page.objects == null ? new ObjectContent[0] : page.objects) {
                found.add(properties(object));
            }
            page = page.token == null ? null : vim.port().continueRetrievePropertiesEx(collector, page.token);
        }
        return found;
    }

    private static ObjectProperties properties(ObjectContent content) {
        Map<String, Object> values = new HashMap<>();
        Stream.ofNullable(content.propSet)
                .flatMap(Arrays::stream)
                .filter(property -> property.val != null)
                .forEach((DynamicProperty property) -> values.put(property.name, property.val));
        return new ObjectProperties(content.obj, Map.copyOf(values));
    }
}
