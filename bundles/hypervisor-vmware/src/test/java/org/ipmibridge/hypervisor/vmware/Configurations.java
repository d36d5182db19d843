package org.ipmibridge.hypervisor.vmware;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/** Configurations as the framework makes them of a file: all values are texts, and are converted when they are asked for. */
final class Configurations {
    private static final Map<Class<?>, Function<String, Object>> CONVERTERS =
            Map.of(long.class, Long::valueOf, int.class, Integer::valueOf, boolean.class, Boolean::valueOf);

    private Configurations() {}

    static ServerConfiguration server(Map<String, String> values) {
        return of(ServerConfiguration.class, values);
    }

    static MachineConfiguration machine(Map<String, String> values) {
        return of(MachineConfiguration.class, values);
    }

    static Map<String, Object> properties(Map<String, String> values) {
        Map<String, Object> properties = new HashMap<>(values);
        properties.put("felix.fileinstall.filename", "file:lab.cfg");
        return properties;
    }

    private static <T> T of(Class<T> type, Map<String, String> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> value(method, values)));
    }

    private static Object value(Method method, Map<String, String> values) {
        String name = method.getName();
        String text = values.get(name.replace('_', '.'));
        return text == null
                ? method.getDefaultValue()
                : CONVERTERS.getOrDefault(method.getReturnType(), same -> same).apply(text);
    }
}
