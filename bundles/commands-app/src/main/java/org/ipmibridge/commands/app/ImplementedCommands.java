package org.ipmibridge.commands.app;

import java.util.List;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandDispatcher;
import org.ipmibridge.ipmi.api.command.CommandException;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceReference;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What the BMC can do at this moment, whichever bundle does it.
 *
 * <p>The dispatcher is not asked for before the first question: it gets hold of the handlers of this bundle while it is itself being
 * activated, when nobody can get hold of it.
 */
@Component(service = ImplementedCommands.class)
public final class ImplementedCommands {
    private static final byte[] NO_DATA = {};

    private final BundleContext context;
    private final ServiceReference<CommandDispatcher> reference;
    private volatile CommandDispatcher dispatcher;

    @Activate
    public ImplementedCommands(
            BundleContext context,
            @Reference(service = CommandDispatcher.class) ServiceReference<CommandDispatcher> reference) {
        this.context = context;
        this.reference = reference;
    }

    @Deactivate
    void release() {
        if (dispatcher != null) {
            context.ungetService(reference);
        }
    }

    /** Whether a command of the specification is there. */
    boolean has(NetFn netFn, int command) {
        return dispatcher().find(netFn, command, NO_DATA).isPresent();
    }

    /** All commands, ordered by network function, body and number. */
    List<CommandDescription> all() {
        return dispatcher().commands();
    }

    private CommandDispatcher dispatcher() {
        CommandDispatcher known = dispatcher;
        return known != null ? known : getDispatcher();
    }

    private synchronized CommandDispatcher getDispatcher() {
        if (dispatcher == null) {
            dispatcher = context.getService(reference);
        }
        if (dispatcher == null) {
            throw new CommandException(CompletionCode.NODE_BUSY, "the dispatcher is being replaced");
        }
        return dispatcher;
    }
}
