package org.ipmibridge.hypervisor.vmware.inventory;

import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells listeners, one thing after another, on threads of the pool. Thread-safe. */
final class Announcer {
    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);

    private final Executor pool;
    private final Queue<Runnable> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();

    Announcer(Executor pool) {
        this.pool = pool;
    }

    /** Tells this when all that was announced before has been told. */
    void announce(Runnable news) {
        waiting.add(news);
        if (count.getAndIncrement() == 0) {
            pool.execute(this::tellAll);
        }
    }

    private void tellAll() {
        do {
            Runnable news = waiting.remove();
            try {
                news.run();
            } catch (RuntimeException e) {
                LOG.error("a listener failed", e);
            }
        } while (count.decrementAndGet() > 0);
    }
}
