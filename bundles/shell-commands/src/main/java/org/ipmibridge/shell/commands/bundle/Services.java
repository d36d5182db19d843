package org.ipmibridge.shell.commands.bundle;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.ServiceReference;

/**
 * A service, for people.
 *
 * @param interfaces what it is registered as; the bridge's own without their packages
 * @param properties those that tell it from another of its kind, such as {@code bmc.name=vm1}
 * @param users the symbolic names of the bundles that use it, without {@value Origin#OWN}
 */
record Services(String interfaces, List<String> properties, List<String> users) {
    private static final Predicate<String> NAMING = key -> key.endsWith(".name") && !key.equals("component.name")
            || key.equals(Constants.SERVICE_PID)
            || key.equals("osgi.command.scope")
            || key.equals("osgi.command.function")
            || key.startsWith("ipmi.")
            || key.startsWith("hypervisor.");

    /** Those that a bundle has registered; none where it does not run. */
    static List<Services> of(Bundle bundle) {
        return Stream.of(
                        Optional.ofNullable(bundle.getRegisteredServices()).orElseGet(() -> new ServiceReference<?>[0]))
                .map(Services::of)
                .sorted(java.util.Comparator.comparing(Services::interfaces)
                        .thenComparing(service -> service.properties().toString()))
                .toList();
    }

    private static Services of(ServiceReference<?> reference) {
        String interfaces = Stream.of((String[]) reference.getProperty(Constants.OBJECTCLASS))
                .map(Services::shortName)
                .collect(Collectors.joining(", "));
        List<String> properties = Arrays.stream(reference.getPropertyKeys())
                .filter(NAMING)
                .sorted()
                .map(key -> key + "=" + text(reference.getProperty(key)))
                .toList();
        Bundle[] using = reference.getUsingBundles();
        List<String> users = using == null
                ? List.of()
                : Stream.of(using)
                        .map(user -> Origin.shortName(user.getSymbolicName()))
                        .sorted()
                        .toList();
        return new Services(interfaces, properties, users);
    }

    /** A class's name, without its package where that is the bridge's. */
    static String shortName(String className) {
        return className.startsWith(Origin.OWN) ? className.substring(className.lastIndexOf('.') + 1) : className;
    }

    private static String text(Object value) {
        return value instanceof Object[] many
                ? Stream.of(many).map(String::valueOf).collect(Collectors.joining(","))
                : String.valueOf(value);
    }
}
