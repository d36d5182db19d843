package org.ipmibridge.ipmi.api.observe;

import org.osgi.annotation.versioning.ConsumerType;

/** Is told of every session that begins or ends, and of every log-in that fails. Register it as a service (whiteboard). */
@ConsumerType
public interface SessionObserver {
    /**
     * Takes news. Anybody can have log-ins fail, thousands a second. Called on the threads that serve clients, by several at once: it must
     * not block. What it throws is logged and harms nobody.
     */
    void changed(SessionChange change);
}
