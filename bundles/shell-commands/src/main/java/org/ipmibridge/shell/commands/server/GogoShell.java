package org.ipmibridge.shell.commands.server;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.threadio.ThreadIO;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Console;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Choices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The shell, made of Gogo and the commands of all bundles. */
@Component
public final class GogoShell implements Shell {
    private final CommandProcessor processor;
    private final ThreadIO threadIo;
    private final Catalog catalog;
    private final Choices choices;

    @Activate
    public GogoShell(
            @Reference CommandProcessor processor,
            @Reference ThreadIO threadIo,
            @Reference Catalog catalog,
            @Reference Choices choices) {
        this.processor = processor;
        this.threadIo = threadIo;
        this.catalog = catalog;
        this.choices = choices;
    }

    @Override
    public ShellSession open(Caller caller, Console console) {
        return new Interpreter(processor, threadIo, catalog, choices, caller, console);
    }
}
