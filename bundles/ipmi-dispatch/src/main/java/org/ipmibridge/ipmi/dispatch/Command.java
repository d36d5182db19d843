package org.ipmibridge.ipmi.dispatch;

import java.util.Optional;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.osgi.framework.ServiceReference;

/**
 * A command and the service that implements it.
 *
 * @param description what it is
 * @param found the same, as a look-up gives it
 * @param handler the service, which is not asked for before the command is first used
 */
record Command(CommandDescription description, Optional<CommandDescription> found, LazyHandler handler) {
    Command(CommandDescription description, LazyHandler handler) {
        this(description, Optional.of(description), handler);
    }

    ServiceReference<?> reference() {
        return handler.reference();
    }

    /** Whether it takes precedence over another that claims to be the same command. */
    boolean outranks(Command other) {
        return reference().compareTo(other.reference()) > 0;
    }
}
