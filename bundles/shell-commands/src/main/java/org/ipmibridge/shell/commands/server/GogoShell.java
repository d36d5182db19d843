package org.ipmibridge.shell.commands.server;

import org.apache.felix.service.command.CommandProcessor;
import org.apache.felix.service.threadio.ThreadIO;
import org.ipmibridge.ipmi.api.observe.Recorder;
import org.ipmibridge.ipmi.api.observe.Recording;
import org.ipmibridge.runtime.api.shell.Caller;
import org.ipmibridge.runtime.api.shell.Console;
import org.ipmibridge.runtime.api.shell.Shell;
import org.ipmibridge.runtime.api.shell.ShellSession;
import org.ipmibridge.shell.commands.syntax.Catalog;
import org.ipmibridge.shell.commands.syntax.Choices;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** The shell, made of Gogo and the commands of all bundles. */
@Component
public final class GogoShell implements Shell {
    private final CommandProcessor processor;
    private final ThreadIO threadIo;
    private final Catalog catalog;
    private final Choices choices;
    private final Recording recording = new Recording();
    private final Actions actions = new Actions(recording);

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

    @Reference(
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    void addRecorder(Recorder recorder) {
        recording.use(recorder);
    }

    void removeRecorder(Recorder recorder) {
        recording.leave(recorder);
    }

    /** What still runs is recorded at its end. */
    @Deactivate
    void close() {
        recording.close();
    }

    @Override
    public ShellSession open(Caller caller, Console console) {
        return new Interpreter(processor, threadIo, catalog, choices, actions, caller, console);
    }
}
