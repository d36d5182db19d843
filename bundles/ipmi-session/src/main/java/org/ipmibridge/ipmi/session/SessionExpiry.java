package org.ipmibridge.ipmi.session;

import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** Looks for sessions to end, once a second. */
@Component(service = SessionExpiry.class, immediate = true)
public final class SessionExpiry {
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "ipmi-session-expiry");
        thread.setDaemon(true);
        return thread;
    });

    @Activate
    public SessionExpiry(@Reference SessionManager sessions) {
        timer.scheduleWithFixedDelay(sessions::expire, 1, 1, TimeUnit.SECONDS);
    }

    @Deactivate
    void stop() {
        timer.shutdownNow();
    }
}
