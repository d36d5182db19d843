package org.ipmibridge.ipmi.users;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.ipmibridge.ipmi.api.user.Secret;
import org.ipmibridge.ipmi.api.user.User;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;

/** Configurations as Declarative Services hands them over: strings from a file, converted when they are asked for. */
final class Configurations {
    private Configurations() {}

    /** @param keysAndValues the lines of a file */
    static Map<String, Object> file(String name, String... keysAndValues) {
        Map<String, Object> properties = new HashMap<>();
        properties.put("felix.fileinstall.filename", "file:/etc/bridge/" + name + ".cfg");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    static AccountConfig config(Map<String, Object> properties) {
        return (AccountConfig) Proxy.newProxyInstance(
                Configurations.class.getClassLoader(),
                new Class<?>[] {AccountConfig.class},
                (proxy, method, arguments) -> value(method, properties.get(key(method))));
    }

    static ConfiguredAccount configured(Map<String, Object> properties) {
        return new ConfiguredAccount(config(properties), properties);
    }

    /** An administrator's account on all BMCs. */
    static Account administrator(String file, int id, String name, String password) {
        User user = new User(
                id, name, Secret.of(password), true, Optional.of(PrivilegeLevel.ADMINISTRATOR), true, false, false, 0);
        return new Account(file, user, java.util.Set.of());
    }

    private static Object value(Method method, Object written) {
        if (written == null) {
            return method.getDefaultValue() == null ? 0 : method.getDefaultValue();
        }
        if (method.getReturnType() == int.class) {
            return Integer.parseInt(written.toString());
        }
        return method.getReturnType().isArray() ? new String[] {written.toString()} : written;
    }

    private static String key(Method method) {
        String name = method.getName();
        return name.startsWith("_") ? "." + name.substring(1) : name.replace('_', '.');
    }
}
