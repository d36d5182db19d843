package org.ipmibridge.shell.commands.problem;

import java.time.Instant;
import java.util.Arrays;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.problem.Problem;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** Bundles that do not run, and components in them that failed or wait for what is not there. */
public final class BundleProblems {
    private BundleProblems() {}

    /** The bundles that should run and do not. */
    public static Stream<Bundle> notRunning(BundleContext context) {
        return Arrays.stream(context.getBundles())
                .filter(bundle -> (bundle.getState() & (Bundle.INSTALLED | Bundle.RESOLVED)) != 0)
                .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null);
    }

    static Stream<Problem> ofBundles(BundleContext context) {
        return notRunning(context)
                .map(bundle -> new Problem(
                        "bundle " + bundle.getSymbolicName(),
                        bundle.getState() == Bundle.INSTALLED
                                ? "cannot be resolved, so it does not run"
                                : "does not run",
                        Instant.now()));
    }

    /** The components that should work and do not. A component that waits for its configuration is none of them. */
    static Stream<Problem> ofComponents(ServiceComponentRuntime runtime) {
        return runtime.getComponentDescriptionDTOs().stream()
                .filter(component -> component.defaultEnabled)
                .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream())
                .filter(configuration -> (configuration.state
                                & (ComponentConfigurationDTO.FAILED_ACTIVATION
                                        | ComponentConfigurationDTO.UNSATISFIED_REFERENCE))
                        != 0)
                .map(BundleProblems::problem);
    }

    private static Problem problem(ComponentConfigurationDTO configuration) {
        ComponentDescriptionDTO component = configuration.description;
        String reason = configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION
                ? "failed: " + firstLine(configuration.failure)
                : "waits for " + missing(configuration, component);
        return new Problem(
                "bundle " + component.bundle.symbolicName, "component " + component.name + " " + reason, Instant.now());
    }

    private static String missing(ComponentConfigurationDTO configuration, ComponentDescriptionDTO component) {
        return Arrays.stream(configuration.unsatisfiedReferences)
                .map(reference -> service(reference, component))
                .reduce((first, second) -> first + ", " + second)
                .orElse("a service");
    }

    private static String service(UnsatisfiedReferenceDTO missing, ComponentDescriptionDTO component) {
        return Arrays.stream(component.references)
                .filter(reference -> reference.name.equals(missing.name))
                .map(reference -> reference.interfaceName)
                .findFirst()
                .orElse(missing.name);
    }

    /** The cause that says most is the last one of a stack trace; of it, the line with the message. */
    private static String firstLine(String failure) {
        if (failure == null) {
            return "its activation threw an exception, which is in the log";
        }
        int cause = failure.lastIndexOf("Caused by: ");
        String text = cause < 0 ? failure : failure.substring(cause + "Caused by: ".length());
        return text.strip().lines().findFirst().orElse("its activation threw an exception, which is in the log");
    }
}
