package org.ipmibridge.shell.commands.bundle;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/**
 * A Declarative Services component, once for each of its configurations.
 *
 * @param name its class's name without the package, most often
 * @param state what it does
 * @param reason why it does not work; empty where it does
 */
public record Components(String name, State state, String reason) {
    /** What a component does. */
    public enum State {
        /** It works, or will as soon as it is used. */
        OK,
        /** It needs a service that nobody has. */
        WAITS,
        /** It has no configuration, and does nothing without. */
        NOT_CONFIGURED,
        /** It could not be made. */
        FAILED
    }

    /** Those of a bundle, by name. */
    static List<Components> of(Bundle bundle, ServiceComponentRuntime runtime) {
        List<Components> all = new ArrayList<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                all.add(of(description, configuration));
            }
        }
        all.sort(Comparator.comparing(Components::name));
        return all;
    }

    /** One component with one of its configurations. */
    public static Components of(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        String name = description.name.substring(description.name.lastIndexOf('.') + 1);
        return switch (configuration.state) {
            case ComponentConfigurationDTO.UNSATISFIED_CONFIGURATION -> new Components(name, State.NOT_CONFIGURED, "");
            case ComponentConfigurationDTO.UNSATISFIED_REFERENCE ->
                new Components(name, State.WAITS, "no service " + missing(description, configuration));
            case ComponentConfigurationDTO.FAILED_ACTIVATION ->
                new Components(name, State.FAILED, cause(configuration.failure));
            default -> new Components(name, State.OK, "");
        };
    }

    private static String missing(ComponentDescriptionDTO description, ComponentConfigurationDTO configuration) {
        return Stream.of(configuration.unsatisfiedReferences)
                .map(unsatisfied -> wanted(description, unsatisfied))
                .collect(Collectors.joining(", "));
    }

    private static String wanted(ComponentDescriptionDTO description, UnsatisfiedReferenceDTO unsatisfied) {
        return Arrays.stream(description.references)
                .filter(reference -> reference.name.equals(unsatisfied.name))
                .map(reference ->
                        reference.interfaceName + (unsatisfied.target == null ? "" : " " + unsatisfied.target))
                .findFirst()
                .orElse(unsatisfied.name);
    }

    /** The last cause of a stack trace. */
    private static String cause(String stackTrace) {
        if (stackTrace == null) {
            return "it could not be made";
        }
        List<String> causes = stackTrace
                .lines()
                .filter(line -> line.startsWith("Caused by: "))
                .map(line -> line.substring("Caused by: ".length()))
                .toList();
        return causes.isEmpty() ? stackTrace.lines().findFirst().orElse("") : causes.get(causes.size() - 1);
    }

    /** All of them at a glance: {@code 3 ok, 1 failed}; empty where there are none. */
    static String summary(List<Components> all) {
        return Arrays.stream(State.values())
                .filter(state -> state != State.NOT_CONFIGURED)
                .map(state -> count(all, state))
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String count(List<Components> all, State state) {
        long count =
                all.stream().filter(component -> component.state() == state).count();
        return count == 0 ? "" : count + " " + state.name().toLowerCase(java.util.Locale.ROOT);
    }
}
