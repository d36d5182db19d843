package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.List;
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
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.transport.Listeners;
import org.ipmibridge.ipmi.api.transport.PacketCounts;
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
    private static final long PATIENCE_SECONDS = 2;
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
    /** How often as long as a look takes it waits at least before the next one. */
    private static final int PAUSE = 8;

    private final ScheduledExecutorService thread;
    private final ExecutorService names = Executors.newSingleThreadExecutor(daemon("rmcp-names"));
    private final Map<String, BmcListener> listeners = new ConcurrentHashMap<>();
    private final AtomicBoolean tendingSoon = new AtomicBoolean();
    private final RmcpReceiver receiver;
    private final LoopbackRule rule;
    private final OpenFiles files;
    private final OpenNews news = new OpenNews();
    private final HandOver parked;
    private final Duration patience;
    private TransportConfig config;
    private Sockets sockets;
    private long pauseNanos;
    private boolean held = true;
    private long heldSince = System.nanoTime();
    private boolean ended;

    /**
     * @param files how many sockets there may be
     * @param parked has the sockets that this bundle's predecessor left open, by address
     * @param patience how long packets wait for a bundle that is being replaced; later they would come as a surprise
     */
    Supervisor(
            TransportConfig config,
            RmcpReceiver receiver,
            LoopbackRule rule,
            OpenFiles files,
            HandOver parked,
            Duration patience) {
        this(
                config,
                receiver,
                rule,
                files,
                parked,
                patience,
                Executors.newSingleThreadScheduledExecutor(daemon("rmcp-supervisor")));
    }

    /** @param thread does all work, and ends with this */
    Supervisor(
            TransportConfig config,
            RmcpReceiver receiver,
            LoopbackRule rule,
            OpenFiles files,
            HandOver parked,
            Duration patience,
            ScheduledExecutorService thread) {
        this.thread = thread;
        this.files = files;
        this.parked = parked;
        this.patience = patience;
        this.config = config;
        this.receiver = receiver;
        this.rule = rule;
        thread.scheduleWithFixedDelay(guarded(this::tick), TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /** Begins to listen for a BMC, or goes on after it was gone for a moment. */
    void add(Bmc bmc) {
        submit(() -> {
            BmcListener known = listeners.get(bmc.name());
            if (known == null) {
                listeners.put(bmc.name(), new BmcListener(bmc, rule, files, news, held));
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

    /**
     * Looks after all endpoints after the changes that were made known before this call. Of thousands of changes in a row each would have it
     * look after thousands of endpoints, so it waits a little for the next change: longer than a look took, and never so long that anybody notices.
     */
    void review() {
        if (tendingSoon.compareAndSet(false, true)) {
            submit(this::tendSoon);
        }
    }

    private void tendSoon() {
        try {
            thread.schedule(guarded(this::tend), pauseNanos, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException e) {
            log.debug("closed", e);
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
                // Where a thread is too busy to let go of an endpoint, two of them serve it for a moment.
                await(listeners.values().stream().map(BmcListener::release));
                listeners.values().forEach(listener -> listener.move(sockets));
                old.close();
            }
            review();
        });
    }

    private Sockets newSockets() {
        return new Sockets(config, receiver, parked, files, this::broken);
    }

    PacketCounts packets() {
        return receiver.traffic().counts();
    }

    @Override
    public Optional<Outcome> outcome(Bmc bmc) {
        return Optional.ofNullable(listeners.get(bmc.name())).flatMap(BmcListener::outcome);
    }

    /** Completes when the supervisor and each of the I/O threads has come by; at once when this is closed. */
    CompletableFuture<Void> beat() {
        CompletableFuture<Void> beaten = new CompletableFuture<>();
        boolean taken = submit(() -> {
            CompletableFuture<Void> served = sockets == null ? CompletableFuture.completedFuture(null) : sockets.beat();
            served.whenComplete((done, failure) -> beaten.complete(null));
        });
        if (!taken) {
            beaten.complete(null);
        }
        return beaten;
    }

    /** Ends like {@link #close()}, but leaves the sockets open for this bundle's successor. */
    void handOver() {
        end(() -> await(listeners.values().stream().map(listener -> listener.park(parked))));
        Duration more = Duration.ofMillis(listeners.size()); // of thousands a successor takes over one after the other
        parked.expireAfter(patience.plus(more), Supervisor::closeParked);
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

    /** Of a limit of open files it is told when there was time to open all that can be. */
    private void tick() {
        tend();
        news.tick();
        int open = (int) listeners.values().stream().filter(BmcListener::isOpen).count();
        files.review(listeners.size(), open);
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
        List<BmcListener> due = listeners.values().stream()
                .filter(listener -> listener.due(now))
                .toList();
        dropOrphans(now, due);
        pauseNanos = Math.min(LONGEST_PAUSE_NANOS, PAUSE * (System.nanoTime() - now));
        due.forEach(listener -> open(listener, now));
    }

    /** Orphans linger for their successor, but not in the way of others. */
    private void dropOrphans(long now, List<BmcListener> due) {
        if (listeners.values().stream().noneMatch(BmcListener::orphaned)) {
            return;
        }
        Set<InetSocketAddress> needed = due.stream().map(BmcListener::wanted).collect(Collectors.toSet());
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

    /** Waits for the I/O threads, but not for one that is busy for long: what must be done afterwards is done all the same. */
    private static void await(Stream<CompletableFuture<Void>> all) {
        CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE_SECONDS, TimeUnit.SECONDS)
                .join();
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
