package org.ipmibridge.bundle.deployer;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The Declarative Services components of a bundle. */
final class Components {
    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    Components(BundleContext context, ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /** Uses each component once that nobody has used yet, so that it shows whether it can be made. */
    void use(Bundle bundle) {
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs(bundle)) {
            runtime.getComponentConfigurationDTOs(description).forEach(this::use);
        }
    }

    /** The components that could not be made, and why. */
    Map<String, String> failures(Bundle bundle) {
        Map<String, String> failures = new TreeMap<>();
        for (ComponentDescriptionDTO description : runtime.getComponentDescriptionDTOs(bundle)) {
            for (ComponentConfigurationDTO configuration : runtime.getComponentConfigurationDTOs(description)) {
                if (configuration.state == ComponentConfigurationDTO.FAILED_ACTIVATION) {
                    failures.put(description.name, reason(configuration.failure));
                }
            }
        }
        return failures;
    }

    private void use(ComponentConfigurationDTO configuration) {
        if (configuration.state != ComponentConfigurationDTO.SATISFIED || configuration.service == null) {
            return;
        }
        for (ServiceReference<?> reference : references(configuration.service.id)) {
            try {
                if (context.getService(reference) != null) {
                    context.ungetService(reference);
                }
            } catch (IllegalStateException e) {
                // It went away meanwhile.
            }
        }
    }

    private List<ServiceReference<?>> references(long service) {
        try {
            ServiceReference<?>[] found =
                    context.getAllServiceReferences(null, "(" + Constants.SERVICE_ID + "=" + service + ")");
            return found == null ? List.of() : List.of(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** What is at the bottom of a stack trace. */
    static String reason(String stackTrace) {
        if (stackTrace == null) {
            return "its activation failed";
        }
        String cause = stackTrace
                .lines()
                .filter(line -> line.startsWith("Caused by: "))
                .reduce((first, second) -> second)
                .map(line -> line.substring("Caused by: ".length()))
                .orElse(Reason.line(stackTrace));
        return cause.replaceFirst("^([a-z0-9_]+\\.)+(?=[A-Z])", "");
    }
}
