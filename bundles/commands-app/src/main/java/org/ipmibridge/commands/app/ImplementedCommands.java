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
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * What the BMC can do at this moment, whichever bundle does it.
 *
 * <p>The dispatcher is not asked for before the first question: it gets hold of the handlers of this bundle while it is itself being
 * activated, when nobody can get hold of it. The commands do not go when it is replaced: requests for them would have to wait.
 */
@Component(service = ImplementedCommands.class)
public final class ImplementedCommands {
    private static final byte[] NO_DATA = {};

    private final BundleContext context;
    private ServiceReference<CommandDispatcher> reference;
    private volatile CommandDispatcher dispatcher;

    @Activate
    public ImplementedCommands(BundleContext context) {
        this.context = context;
    }

    @Reference(
            service = CommandDispatcher.class,
            cardinality = ReferenceCardinality.OPTIONAL,
            policy = ReferencePolicy.DYNAMIC,
            policyOption = ReferencePolicyOption.GREEDY)
    synchronized void setDispatcher(ServiceReference<CommandDispatcher> successor) {
        release();
        reference = successor;
    }

    /** What it knew is true until its successor knows better. */
    void unsetDispatcher(ServiceReference<CommandDispatcher> gone) {
        // It is let go of when the successor comes.
    }

    @Deactivate
    synchronized void release() {
        if (dispatcher != null) {
            dispatcher = null;
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
        if (dispatcher == null && reference != null) {
            dispatcher = context.getService(reference);
        }
        if (dispatcher == null) {
            throw new CommandException(CompletionCode.NODE_BUSY, "the dispatcher is being replaced");
        }
        return dispatcher;
    }
}
