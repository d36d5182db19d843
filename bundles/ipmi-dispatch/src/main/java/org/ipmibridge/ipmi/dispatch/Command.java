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
 * @param trouble what the handler does that it should not
 */
record Command(
        CommandDescription description, Optional<CommandDescription> found, LazyHandler handler, Trouble trouble) {
    Command(CommandDescription description, LazyHandler handler, Trouble trouble) {
        this(description, Optional.of(description), handler, trouble);
    }

    ServiceReference<?> reference() {
        return handler.reference();
    }

    /** Whether it takes precedence over another that claims to be the same command. */
    boolean outranks(Command other) {
        return reference().compareTo(other.reference()) > 0;
    }
}
