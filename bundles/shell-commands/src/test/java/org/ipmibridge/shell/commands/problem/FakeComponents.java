package org.ipmibridge.shell.commands.problem;

import java.lang.reflect.Proxy;
import java.util.Arrays;
import org.osgi.framework.dto.BundleDTO;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentConfigurationDTO;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;
import org.osgi.service.component.runtime.dto.UnsatisfiedReferenceDTO;

/** A component runtime with components of one bundle, {@code org.ipmibridge.lamp}. */
final class FakeComponents {
    private FakeComponents() {}

    static ServiceComponentRuntime with(ComponentConfigurationDTO... configurations) {
        return (ServiceComponentRuntime) Proxy.newProxyInstance(
                FakeComponents.class.getClassLoader(),
                new Class<?>[] {ServiceComponentRuntime.class},
                (proxy, method, arguments) -> method.getName().equals("getComponentConfigurationDTOs")
                        ? Arrays.stream(configurations)
                                .filter(each -> each.description == arguments[0])
                                .toList()
                        : Arrays.stream(configurations)
                                .map(each -> each.description)
                                .toList());
    }

    /** A component that needs a service which nobody has. */
    static ComponentConfigurationDTO waiting(String name, String service, String target) {
        ComponentConfigurationDTO configuration = of(name, ComponentConfigurationDTO.UNSATISFIED_REFERENCE);
        ReferenceDTO reference = new ReferenceDTO();
        reference.name = "needed";
        reference.interfaceName = service;
        configuration.description.references = new ReferenceDTO[] {reference};
        UnsatisfiedReferenceDTO unsatisfied = new UnsatisfiedReferenceDTO();
        unsatisfied.name = "needed";
        unsatisfied.target = target;
        configuration.unsatisfiedReferences = new UnsatisfiedReferenceDTO[] {unsatisfied};
        return configuration;
    }

    /** A component whose activation threw an exception. */
    static ComponentConfigurationDTO failed(String name, String stackTrace) {
        ComponentConfigurationDTO configuration = of(name, ComponentConfigurationDTO.FAILED_ACTIVATION);
        configuration.failure = stackTrace;
        return configuration;
    }

    private static ComponentConfigurationDTO of(String name, int state) {
        ComponentConfigurationDTO configuration = new ComponentConfigurationDTO();
        configuration.state = state;
        configuration.description = new ComponentDescriptionDTO();
        configuration.description.name = name;
        configuration.description.defaultEnabled = true;
        configuration.description.bundle = new BundleDTO();
        configuration.description.bundle.symbolicName = "org.ipmibridge.lamp";
        return configuration;
    }
}
