package org.ipmibridge.ipmi.api.observe;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of every command that was answered, for instance to count it. Register it as a service (whiteboard); it costs something only while
 * it is registered.
 */
@ConsumerType
public interface CommandObserver {
    /**
     * A command is about to be answered: also one that is refused, and one that nobody implements. Told once for each command, with the
     * stage {@link CommandEnd.Stage#ENDED} or {@link CommandEnd.Stage#GOES_ON}. Called on the threads that serve clients, by several at
     * once: it must not block. What it throws is logged and harms nobody.
     */
    void ended(CommandEnd end);
}
