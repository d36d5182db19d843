package org.ipmibridge.shell.commands;

import java.util.List;
import java.util.stream.Collectors;
import org.apache.felix.service.command.CommandSession;
import org.apache.felix.service.command.Descriptor;
import org.apache.felix.service.command.annotations.GogoCommand;
import org.ipmibridge.runtime.api.shell.Requires;
import org.ipmibridge.runtime.api.shell.Role;
import org.ipmibridge.shell.commands.syntax.Argument;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Choice;
import org.ipmibridge.shell.commands.syntax.Command;
import org.ipmibridge.shell.commands.syntax.Manual;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** {@code bridge:help}. */
@Component(service = Help.class)
@GogoCommand(scope = "bridge", function = "help")
public final class Help {
    private final Catalog catalog;

    @Activate
    public Help(@Reference Catalog catalog) {
        this.catalog = catalog;
    }

    @Requires(Role.READ_ONLY)
    @Descriptor("Lists the commands, or explains one. Example: help machine:power")
    public String help(
            CommandSession session,
            @Descriptor("a command; all of them when left out") @Argument(value = "command", choice = Choice.COMMAND)
                    String... command) {
        Catalog permitted = catalog.permittedTo(Operator.of(session).caller().role());
        return Optionals.one(command).map(name -> explain(permitted, name)).orElseGet(() -> overview(permitted));
    }

    private static String explain(Catalog catalog, String name) {
        List<String> names = catalog.matching(name);
        if (names.isEmpty()) {
            throw new UsageException("unknown command: " + name);
        }
        return names.stream()
                .flatMap(found -> catalog.find(found).stream())
                .map(Manual::of)
                .collect(Collectors.joining("\n\n"));
    }

    private static String overview(Catalog catalog) {
        List<String> names = catalog.names();
        List<Command> own = names.stream()
                .filter(Catalog::isOwn)
                .flatMap(name -> catalog.find(name).stream())
                .toList();
        int width = own.stream().mapToInt(it -> it.name().length()).max().orElse(0);
        String others = names.stream().filter(name -> !Catalog.isOwn(name)).collect(Collectors.joining(" "));
        return own.stream()
                        .map(it -> it.name() + " ".repeat(width - it.name().length() + 2) + it.summary())
                        .collect(Collectors.joining("\n"))
                + "\n\nhelp COMMAND explains one; the Tab key completes commands, names and options."
                + (others.isEmpty() ? "" : "\nOther bundles' commands: " + others);
    }
}
