package org.ipmibridge.audit;

import java.util.function.LongSupplier;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** How many lines wait for the file, for who shows the lengths of queues. */
@Component(property = "org.ipmibridge.queue=audit")
public final class WaitingLines implements LongSupplier {
    private final AuditTrail trail;

    @Activate
    public WaitingLines(@Reference AuditTrail trail) {
        this.trail = trail;
    }

    @Override
    public long getAsLong() {
        return trail.waitingLines();
    }
}
