package org.ipmibridge.shell.commands.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.runtime.api.event.BridgeEvent;
import org.ipmibridge.shell.commands.ShellException;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.event.EventConstants;
import org.osgi.service.event.EventHandler;

/** Waits for the event that says what became of a configuration file. */
final class OutcomeListener implements AutoCloseable {
    private final CountDownLatch told = new CountDownLatch(1);
    private final ServiceRegistration<EventHandler> registration;

    OutcomeListener(BundleContext context, Path file) {
        Dictionary<String, Object> properties =
                new Hashtable<>(Map.of(EventConstants.EVENT_TOPIC, BridgeEvent.CONFIGURATION));
        EventHandler handler = event -> {
            if (file.toString().equals(event.getProperty(BridgeEvent.SOURCE))) {
                told.countDown();
            }
        };
        registration = context.registerService(EventHandler.class, handler, properties);
    }

    /** Whether it came in time. */
    boolean await(Duration patience) {
        try {
            return told.await(patience.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException("interrupted; what was begun goes on");
        }
    }

    @Override
    public void close() {
        registration.unregister();
    }
}
