package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedSelectorException;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.log.RateLimit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A thread that receives for some of the endpoints. It waits for nothing but the arrival of packets. */
final class IoThread implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(IoThread.class);

    private final Selector selector;
    private final BiConsumer<Endpoint, IOException> failures;
    private final Thread thread;
    private final Queue<Runnable> tasks = new ConcurrentLinkedQueue<>();
    private final ByteBuffer incoming = ByteBuffer.allocateDirect(Endpoint.BUFFER_LENGTH);
    private final ByteBuffer outgoing = ByteBuffer.allocateDirect(Endpoint.BUFFER_LENGTH);
    private final byte[] datagram = new byte[Endpoint.BUFFER_LENGTH];
    private final RateLimit complaints = new RateLimit();
    private final AtomicInteger load = new AtomicInteger();

    /** @param failures is told, on this thread, of endpoints that can no longer receive */
    IoThread(String name, BiConsumer<Endpoint, IOException> failures) throws IOException {
        this.failures = failures;
        selector = Selector.open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
    }

    void start() {
        thread.start();
    }

    /** How many endpoints it serves, or was told to. */
    int load() {
        return load.get();
    }

    /** Takes an endpoint on; what arrives stays in the kernel's buffer until {@link #resume}. */
    CompletableFuture<Void> add(Endpoint endpoint) {
        load.incrementAndGet();
        endpoint.sendFrom(outgoing);
        return execute(() -> {
            try {
                endpoint.channel().register(selector, 0, endpoint);
            } catch (IOException e) {
                failures.accept(endpoint, e);
            }
        });
    }

    /** Leaves what arrives in the kernel's buffer until {@link #resume}. */
    CompletableFuture<Void> pause(Endpoint endpoint) {
        return execute(() -> interest(endpoint, 0));
    }

    /** Takes what arrives, and what waits, for this BMC. */
    CompletableFuture<Void> resume(Endpoint endpoint, Bmc bmc) {
        return execute(() -> {
            endpoint.serve(bmc);
            interest(endpoint, SelectionKey.OP_READ);
        });
    }

    /** Closes an endpoint; when the stage completes, its port is free. */
    CompletableFuture<Void> remove(Endpoint endpoint) {
        load.decrementAndGet();
        return execute(() -> {
            closeQuietly(endpoint.channel());
            forget(endpoint);
        });
    }

    /** Serves an endpoint no longer and leaves it open; when the stage completes, another selector may serve it. */
    CompletableFuture<Void> release(Endpoint endpoint) {
        load.decrementAndGet();
        return execute(() -> {
            SelectionKey key = endpoint.channel().keyFor(selector);
            if (key != null) {
                key.cancel();
                forget(endpoint);
            }
        });
    }

    /** A selector lets go of a channel only when it selects. */
    private void forget(Endpoint endpoint) {
        try {
            selector.selectNow();
        } catch (IOException e) {
            log.debug("{} is still known to its selector", endpoint.address(), e);
        }
    }

    private void interest(Endpoint endpoint, int operations) {
        SelectionKey key = endpoint.channel().keyFor(selector);
        if (key != null && key.isValid()) {
            key.interestOps(operations);
        }
    }

    private CompletableFuture<Void> execute(Runnable task) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        tasks.add(() -> {
            task.run();
            done.complete(null);
        });
        selector.wakeup();
        return done;
    }

    private void run() {
        Consumer<SelectionKey> serve = this::serve;
        while (selector.isOpen()) {
            try {
                selector.select(serve);
                runTasks();
            } catch (ClosedSelectorException e) {
                return;
            } catch (Throwable e) {
                // Whatever it is: all endpoints of this thread would fall silent with it.
                if (complaints.permits()) {
                    log.error("{}: cannot receive", thread.getName(), e);
                }
            }
        }
    }

    private void serve(SelectionKey key) {
        Endpoint endpoint = (Endpoint) key.attachment();
        try {
            endpoint.receive(incoming, datagram);
        } catch (IOException e) {
            key.cancel();
            failures.accept(endpoint, e);
        }
    }

    private void runTasks() {
        Runnable task;
        while ((task = tasks.poll()) != null) {
            task.run();
        }
    }

    /** Closes all of its endpoints and ends the thread. */
    @Override
    public void close() {
        execute(() -> {
            for (SelectionKey key : selector.keys()) {
                closeQuietly(key.channel());
            }
            closeQuietly(selector);
        });
        try {
            thread.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void closeQuietly(AutoCloseable resource) {
        try {
            resource.close();
        } catch (Exception e) {
            log.debug("{}: {} did not close", thread.getName(), resource, e);
        }
    }
}
