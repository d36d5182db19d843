package org.ipmibridge.hypervisor.vmware.soap;

import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualMachineBootOptions;
import java.util.Calendar;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** The types of the vSphere API by name. */
final class VimTypes {
    private static final String PACKAGE = ManagedObjectReference.class.getPackageName();
    private static final int MOST_REMEMBERED = 10_000;

    /** Types of ours that know more members than those of the library. */
    private static final Map<String, Class<?>> OURS =
            Map.of(VirtualMachineBootOptions.class.getSimpleName(), SecureBootOptions.class);

    private static final Map<String, Class<?>> SIMPLE = Map.ofEntries(
            Map.entry("string", String.class),
            Map.entry("String", String.class),
            Map.entry("Sring", String.class), // as the port type spells it once
            Map.entry("anyURI", String.class),
            Map.entry("boolean", Boolean.class),
            Map.entry("byte", Byte.class),
            Map.entry("short", Short.class),
            Map.entry("int", Integer.class),
            Map.entry("long", Long.class),
            Map.entry("float", Float.class),
            Map.entry("double", Double.class),
            Map.entry("dateTime", Calendar.class),
            Map.entry("Calendar", Calendar.class),
            Map.entry("base64Binary", byte[].class),
            Map.entry("anyType", Object.class));

    private static final Map<String, Optional<Class<?>>> KNOWN = new ConcurrentHashMap<>();

    private VimTypes() {}

    /** The class of a type of the schema or of XML Schema; empty for one that is not known. */
    static Optional<Class<?>> named(String name) {
        Class<?> simple = SIMPLE.get(name);
        if (simple != null) {
            return Optional.of(simple);
        }
        Optional<Class<?>> known = KNOWN.get(name);
        if (known == null) {
            known = load(name);
            if (KNOWN.size() < MOST_REMEMBERED) {
                KNOWN.put(name, known);
            }
        }
        return known;
    }

    /** The type's name on the wire. */
    static String nameOf(Class<?> type) {
        return type == SecureBootOptions.class ? VirtualMachineBootOptions.class.getSimpleName() : type.getSimpleName();
    }

    /** The class that stands for this one: with more members, or itself. */
    static Class<?> best(Class<?> type) {
        return OURS.getOrDefault(type.getSimpleName(), type);
    }

    private static Optional<Class<?>> load(String name) {
        if (OURS.containsKey(name)) {
            return Optional.of(OURS.get(name));
        }
        try {
            Class<?> type = Class.forName(PACKAGE + "." + name, false, ManagedObjectReference.class.getClassLoader());
            // A file system that ignores case may have found another one.
            return type.getSimpleName().equals(name) ? Optional.of(type) : Optional.empty();
        } catch (ClassNotFoundException | LinkageError e) {
            return Optional.empty();
        }
    }
}
