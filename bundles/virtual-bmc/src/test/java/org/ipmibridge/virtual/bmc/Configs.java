package org.ipmibridge.virtual.bmc;

import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.Map;
import org.ipmibridge.runtime.api.config.ConfigReader;
import org.osgi.framework.Version;

/** Configurations as Declarative Services gives them: read when asked for, and failing then if the text is no number. */
final class Configs {
    private Configs() {}

    /** The properties of the file {@code config/org.ipmibridge.virtual.bmc-NAME.cfg}, which holds these keys and values. */
    static Map<String, String> file(String name, String... keysAndValues) {
        Map<String, String> properties = new HashMap<>();
        properties.put("service.pid", pid(name));
        properties.put("felix.fileinstall.filename", "file:/config/" + BmcConfiguration.PID + "-" + name + ".cfg");
        for (int i = 0; i < keysAndValues.length; i += 2) {
            properties.put(keysAndValues[i], keysAndValues[i + 1]);
        }
        return properties;
    }

    static String pid(String name) {
        return BmcConfiguration.PID + "~" + name;
    }

    static BmcConfig read(Map<String, String> properties, Version bridge) {
        return BmcConfig.of(config(properties), new ConfigReader(properties), properties.get("service.pid"), bridge);
    }

    static BmcConfiguration.Config config(Map<String, String> properties) {
        return (BmcConfiguration.Config) Proxy.newProxyInstance(
                Configs.class.getClassLoader(),
                new Class<?>[] {BmcConfiguration.Config.class},
                (proxy, method, arguments) -> value(method, properties.get(key(method))));
    }

    /** The same of a fleet's file. */
    static Map<String, String> fleetFile(String name, String... keysAndValues) {
        Map<String, String> properties = new HashMap<>(file(name, keysAndValues));
        properties.put("service.pid", FleetConfiguration.PID + "~" + name);
        properties.put("felix.fileinstall.filename", "file:/config/" + FleetConfiguration.PID + "-" + name + ".cfg");
        return properties;
    }

    static FleetConfiguration.Config fleetConfig(Map<String, String> properties) {
        return (FleetConfiguration.Config) Proxy.newProxyInstance(
                Configs.class.getClassLoader(),
                new Class<?>[] {FleetConfiguration.Config.class},
                (proxy, method, arguments) -> value(method, properties.get(key(method))));
    }

    private static Object value(Method method, String text) {
        if (text == null) {
            return method.getDefaultValue();
        }
        return method.getReturnType() == int.class ? (Object) Integer.valueOf(text) : text;
    }

    private static String key(Method method) {
        return method.getName().replace('_', '.');
    }
}
