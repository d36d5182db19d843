package org.ipmibridge.shell.commands.syntax;

import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.felix.service.command.CommandProcessor;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** The commands that are registered as services, as Gogo finds them. */
@Component(service = Catalog.class)
public final class ServiceCatalog implements Catalog {
    private static final String ALL =
            "(&(" + CommandProcessor.COMMAND_SCOPE + "=*)(" + CommandProcessor.COMMAND_FUNCTION + "=*))";

    private final BundleContext context;

    @Activate
    public ServiceCatalog(BundleContext context) {
        this.context = context;
    }

    @Override
    public List<String> names() {
        return references("")
                .flatMap(reference -> functions(reference).map(function -> scope(reference) + ":" + function))
                .distinct()
                .sorted()
                .toList();
    }

    @Override
    public Optional<Command> find(String name) {
        int colon = name.indexOf(':');
        String scope = name.substring(0, Math.max(0, colon));
        return references(scope)
                .flatMap(reference -> command(reference, name.substring(colon + 1)))
                .reduce(Command::strictest);
    }

    private Stream<Command> command(ServiceReference<?> reference, String wanted) {
        return functions(reference).filter(wanted::equalsIgnoreCase).flatMap(function -> {
            Object service = context.getService(reference);
            if (service == null) {
                return Stream.empty();
            }
            try {
                return Stream.of(Command.of(scope(reference), function, service.getClass()));
            } finally {
                context.ungetService(reference);
            }
        });
    }

    private Stream<ServiceReference<?>> references(String scope) {
        try {
            ServiceReference<?>[] found = context.getAllServiceReferences(null, ALL);
            return Arrays.stream(found == null ? new ServiceReference<?>[0] : found)
                    .filter(reference -> scope.isEmpty() || scope.equalsIgnoreCase(scope(reference)));
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String scope(ServiceReference<?> reference) {
        return String.valueOf(reference.getProperty(CommandProcessor.COMMAND_SCOPE));
    }

    private static Stream<String> functions(ServiceReference<?> reference) {
        Object functions = reference.getProperty(CommandProcessor.COMMAND_FUNCTION);
        if (functions instanceof Object[] many) {
            return Arrays.stream(many).map(String::valueOf);
        }
        return functions instanceof Collection<?> many
                ? many.stream().map(String::valueOf)
                : Stream.of(String.valueOf(functions));
    }
}
