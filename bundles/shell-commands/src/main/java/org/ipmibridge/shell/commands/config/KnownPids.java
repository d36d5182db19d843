package org.ipmibridge.shell.commands.config;

import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.cm.ManagedService;
import org.osgi.service.cm.ManagedServiceFactory;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;

/** The PIDs that some running bundle asks for. */
final class KnownPids {
    private static final String OPTIONAL = "optional";

    private final BundleContext context;
    private final ServiceComponentRuntime runtime;

    KnownPids(BundleContext context, ServiceComponentRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
    }

    /**
     * Those of one moment.
     *
     * @param all every PID
     * @param single those of components that exist once, with a file or without
     */
    record Now(Set<String> all, Set<String> single) {
        /** Why nobody uses a file; none if somebody does. */
        Optional<String> objection(ConfigFile file) {
            if (single.contains(file.pid()) && file.name().isPresent()) {
                return Optional.of(
                        "there is one such configuration only, and its file is " + file.pid() + ConfigFile.ENDING);
            }
            if (all.contains(file.pid())) {
                return Optional.empty();
            }
            int tilde = file.pid().indexOf('~');
            return Optional.of(
                    tilde >= 0 && all.contains(file.pid().substring(0, tilde))
                            ? "a hyphen must stand where the ~ is; this file has no effect"
                            : "no running bundle has a configuration " + file.pid() + "; this file has no effect");
        }
    }

    Now now() {
        Set<String> all = new HashSet<>();
        Set<String> single = new HashSet<>();
        for (ComponentDescriptionDTO component : runtime.getComponentDescriptionDTOs()) {
            Set<String> pids = Set.of(component.configurationPid);
            all.addAll(pids);
            if (OPTIONAL.equals(component.configurationPolicy)) {
                single.addAll(pids);
            }
        }
        Stream.of(ManagedService.class, ManagedServiceFactory.class)
                .flatMap(this::references)
                .map(reference -> reference.getProperty(Constants.SERVICE_PID))
                .forEach(pid -> add(pid, all));
        return new Now(all, single);
    }

    private Stream<ServiceReference<?>> references(Class<?> type) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(type.getName(), null);
            return found == null ? Stream.empty() : Arrays.stream(found);
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void add(Object pid, Set<String> all) {
        if (pid instanceof String one) {
            all.add(one);
        } else if (pid instanceof String[] several) {
            all.addAll(Arrays.asList(several));
        } else if (pid instanceof Collection<?> several) {
            several.forEach(one -> all.add(String.valueOf(one)));
        }
    }
}
