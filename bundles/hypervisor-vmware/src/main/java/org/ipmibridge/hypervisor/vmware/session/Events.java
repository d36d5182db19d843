package org.ipmibridge.hypervisor.vmware.session;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.ipmibridge.hypervisor.vmware.session.Session.SessionListener;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, one event after another, on an executor. Thread-safe. */
final class Events implements SessionListener {
    private static final Logger LOG = LoggerFactory.getLogger(Events.class);

    private final Executor executor;
    private final List<SessionListener> listeners;
    private final Queue<Consumer<SessionListener>> waiting = new ArrayDeque<>();
    private boolean telling;

    Events(Executor executor, List<SessionListener> listeners) {
        this.executor = executor;
        this.listeners = listeners;
    }

    @Override
    public void up(long number) {
        add(listener -> listener.up(number));
    }

    @Override
    public void down(String why) {
        add(listener -> listener.down(why));
    }

    private void add(Consumer<SessionListener> event) {
        synchronized (waiting) {
            waiting.add(event);
            if (telling) {
                return;
            }
            telling = true;
        }
        executor.execute(this::tellAll);
    }

    private void tellAll() {
        while (true) {
            Consumer<SessionListener> event;
            synchronized (waiting) {
                event = waiting.poll();
                telling = event != null;
            }
            if (event == null) {
                return;
            }
            listeners.forEach(listener -> tell(listener, event));
        }
    }

    private static void tell(SessionListener listener, Consumer<SessionListener> event) {
        try {
            event.accept(listener);
        } catch (RuntimeException e) {
            LOG.error("a listener failed", e);
        }
    }
}
