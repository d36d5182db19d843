package org.ipmibridge.shell.commands.problem;

import java.time.Instant;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.Stream;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.shell.commands.bundle.Components;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** Bundles that do not run, and components in them that failed or wait for what is not there. */
public final class BundleProblems {
    /** The states that are problems, in a word. */
    private static final Map<Components.State, String> SAID =
            Map.of(Components.State.FAILED, "failed", Components.State.WAITS, "waits");

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
                .flatMap(component -> runtime.getComponentConfigurationDTOs(component).stream()
                        .map(configuration -> Components.of(component, configuration))
                        .filter(made -> SAID.containsKey(made.state()))
                        .map(made -> problem(component, made)));
    }

    private static Problem problem(ComponentDescriptionDTO component, Components made) {
        return new Problem(
                "bundle " + component.bundle.symbolicName,
                "component " + component.name + " " + SAID.get(made.state()) + ": " + made.reason(),
                Instant.now());
    }
}
