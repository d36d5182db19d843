package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.transport.Listeners;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has an endpoint open for each BMC, and looks after all of them whenever something changes and every second. Thread-safe; all work is
 * done on one thread, but for the look-up of host names, which may take long and must not delay the others.
 */
final class Supervisor implements Listeners, AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(Supervisor.class);
    private static final long TICK_MILLIS = 1_000;

    private final ScheduledExecutorService thread;
    private final ExecutorService names = Executors.newSingleThreadExecutor(daemon("rmcp-names"));
    private final Map<String, BmcListener> listeners = new ConcurrentHashMap<>();
    private final AtomicBoolean tendingSoon = new AtomicBoolean();
    private final RmcpReceiver receiver;
    private final LoopbackRule rule;
    private final HandOver parked;
    private final Duration patience;
    private TransportConfig config;
    private Sockets sockets;
    private boolean held = true;
    private long heldSince = System.nanoTime();
    private boolean ended;

    /**
     * @param parked has the sockets that this bundle's predecessor left open, by address
     * @param patience how long packets wait for a bundle that is being replaced; later they would come as a surprise
     */
    Supervisor(TransportConfig config, RmcpReceiver receiver, LoopbackRule rule, HandOver parked, Duration patience) {
        this(
                config,
                receiver,
                rule,
                parked,
                patience,
                Executors.newSingleThreadScheduledExecutor(daemon("rmcp-supervisor")));
    }

    /** @param thread does all work, and ends with this */
    Supervisor(
            TransportConfig config,
            RmcpReceiver receiver,
            LoopbackRule rule,
            HandOver parked,
            Duration patience,
            ScheduledExecutorService thread) {
        this.thread = thread;
        this.parked = parked;
        this.patience = patience;
        this.config = config;
        this.receiver = receiver;
        this.rule = rule;
        thread.scheduleWithFixedDelay(guarded(this::tend), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Begins to listen for a BMC, or goes on after it was gone for a moment. */
    void add(Bmc bmc) {
        submit(() -> {
            BmcListener known = listeners.get(bmc.name());
            if (known == null) {
                listeners.put(bmc.name(), new BmcListener(bmc, rule, held));
            } else {
                known.adopt(bmc);
            }
            review();
        });
    }

    /**
     * Stops listening for a BMC, unless it comes back at once.
     *
     * @return completes when nothing is received for it any longer
     */
    CompletableFuture<Void> remove(Bmc bmc) {
        return silence(() -> {
            BmcListener listener = listeners.get(bmc.name());
            return listener == null ? CompletableFuture.completedFuture(null) : listener.orphan(bmc, System.nanoTime());
        });
    }

    /**
     * The session layer goes, perhaps to come back at once: until then packets wait in their sockets, but not for long.
     *
     * @return completes when nothing is received any longer
     */
    CompletableFuture<Void> hold() {
        return silence(() -> {
            heldSince = System.nanoTime();
            return hold(true);
        });
    }

    private CompletableFuture<Void> silence(Supplier<CompletableFuture<Void>> begin) {
        CompletableFuture<Void> silent = new CompletableFuture<>();
        boolean taken = submit(() -> begin.get().whenComplete((done, failure) -> silent.complete(null)));
        if (!taken) {
            silent.complete(null); // it is closed, and receives nothing
        }
        return silent;
    }

    /** The session layer is there again. */
    void release() {
        submit(() -> hold(false));
    }

    private CompletableFuture<Void> hold(boolean nowHeld) {
        if (held == nowHeld) {
            return CompletableFuture.completedFuture(null);
        }
        held = nowHeld;
        return CompletableFuture.allOf(listeners.values().stream()
                .map(listener -> listener.hold(nowHeld))
                .toArray(CompletableFuture<?>[]::new));
    }

    /** Looks after all endpoints after the changes that were made known before this call. */
    void review() {
        if (tendingSoon.compareAndSet(false, true)) {
            submit(this::tend);
        }
    }

    /** Puts another configuration in force. All sockets stay open, and what arrives meanwhile waits in them. */
    void configure(TransportConfig changed) {
        submit(() -> {
            TransportConfig before = config;
            config = changed;
            if (sockets != null && !changed.hasSocketsOf(before)) {
                Sockets old = sockets;
                sockets = newSockets();
                listeners.values().forEach(listener -> listener.move(sockets));
                old.close();
            }
            review();
        });
    }

    private Sockets newSockets() {
        return new Sockets(config, receiver, parked, this::broken);
    }

    @Override
    public Optional<Outcome> outcome(Bmc bmc) {
        return Optional.ofNullable(listeners.get(bmc.name())).flatMap(BmcListener::outcome);
    }

    /** Ends like {@link #close()}, but leaves the sockets open for this bundle's successor. */
    void handOver() {
        end(() -> listeners.values().forEach(listener -> listener.park(parked)));
        parked.expireAfter(patience, Supervisor::closeParked);
    }

    private static void closeParked(Object address, Object socket) {
        try {
            ((DatagramChannel) socket).close();
        } catch (IOException e) {
            // It is of no use to anybody, closed or not.
        }
    }

    @Override
    public void close() {
        end(() -> {});
    }

    private void end(Runnable last) {
        names.shutdownNow();
        submit(() -> {
            ended = true;
            try {
                last.run();
            } finally {
                closeSockets();
            }
        });
        thread.shutdown();
        try {
            thread.awaitTermination(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeSockets() {
        if (sockets != null) {
            sockets.close();
            sockets = null;
        }
    }

    private void tend() {
        tendingSoon.set(false);
        if (sockets == null) {
            sockets = newSockets();
        }
        long now = System.nanoTime();
        if (now - heldSince > patience.toNanos()) {
            hold(false);
        }
        listeners.values().forEach(listener -> listener.review(now));
        dropOrphans(now);
        listeners.values().stream().filter(listener -> listener.due(now)).forEach(listener -> open(listener, now));
    }

    /** Orphans linger for their successor, but not in the way of others. */
    private void dropOrphans(long now) {
        Set<InetSocketAddress> needed = listeners.values().stream()
                .filter(listener -> listener.due(now))
                .map(BmcListener::wanted)
                .collect(Collectors.toSet());
        listeners.values().removeIf(listener -> {
            boolean drop =
                    listener.orphaned() && (listener.expired(now, patience) || needed.contains(listener.wanted()));
            if (drop) {
                listener.close();
            }
            return drop;
        });
    }

    private void open(BmcListener listener, long now) {
        InetSocketAddress wanted = listener.wanted();
        long nextAttempt = now + TimeUnit.SECONDS.toNanos(config.retrySeconds());
        if (!wanted.isUnresolved()) {
            listener.open(wanted, sockets, nextAttempt);
        } else {
            listener.awaitName();
            names.execute(() -> {
                InetSocketAddress found = new InetSocketAddress(wanted.getHostString(), wanted.getPort());
                submit(() -> listener.nameFound(wanted, found, sockets, nextAttempt));
            });
        }
    }

    private void broken(Endpoint endpoint, IOException cause) {
        submit(() -> listeners.values().forEach(listener -> listener.broken(endpoint, cause)));
    }

    /** @return false when this is closed, and the task will not run */
    private boolean submit(Runnable task) {
        try {
            thread.execute(guarded(task));
            return true;
        } catch (RejectedExecutionException e) {
            log.debug("closed", e);
            return false;
        }
    }

    /** A fault in one task must not end the others, and none may open anything after the end. */
    private Runnable guarded(Runnable task) {
        return () -> {
            try {
                if (!ended) {
                    task.run();
                }
            } catch (RuntimeException e) {
                log.error("the endpoints cannot be looked after", e);
            }
        };
    }

    private static ThreadFactory daemon(String name) {
        return task -> {
            Thread thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        };
    }
}
