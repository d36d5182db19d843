package org.ipmibridge.audit;

import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many lines wait for the syslog server, for who shows the lengths of queues. */
@Component(property = "org.ipmibridge.queue=audit-syslog")
public final class WaitingMessages implements LongSupplier {
    private final AuditTrail trail;

    @Activate
    public WaitingMessages(@Reference AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public long getAsLong() {
        return trail.waitingMessages();
    }
}
