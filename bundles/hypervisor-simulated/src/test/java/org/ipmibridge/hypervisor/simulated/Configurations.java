package org.ipmibridge.hypervisor.simulated;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.runtime.api.config.ConfigReader;

/** Configurations as the framework makes them of a file: all values are texts, and are converted when they are asked for. */
final class Configurations {
    private Configurations() {}

    static MachineSettings machine(Map<String, String> values) {
        Map<String, Object> properties = new HashMap<>(values);
        return MachineSettingsReader.read(of(MachineConfiguration.class, values), new ConfigReader(properties));
    }

    static <T> T of(Class<T> type, Map<String, String> values) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> value(method, values)));
    }

    private static Object value(Method method, Map<String, String> values) {
        String text = values.get(method.getName().replace('_', '.'));
        if (text == null) {
            return method.getDefaultValue();
        }
        Class<?> type = method.getReturnType();
        return type == long.class
                ? Long.valueOf(text)
                : type == int.class
                        ? Integer.valueOf(text)
                        : type == boolean.class ? Boolean.valueOf(text) : (Object) text;
    }
}
