package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.BiConsumer;

/** The small, fixed number of threads that receive for all endpoints. */
final class IoThreads implements AutoCloseable {
    private final List<IoThread> threads = new ArrayList<>();

    /**
     * Starts the threads.
     *
     * @param failures is told, on any of them, of endpoints that can no longer receive
     * @throws IOException if the machine is out of file descriptors
     */
    IoThreads(int count, BiConsumer<Endpoint, IOException> failures) throws IOException {
        for (int i = 1; i <= count; i++) {
            threads.add(new IoThread("rmcp-io-" + i, failures));
        }
        threads.forEach(IoThread::start);
    }

    /** The thread that serves the fewest endpoints. */
    IoThread leastLoaded() {
        return threads.stream().min(Comparator.comparingInt(IoThread::load)).orElseThrow();
    }

    /** Completes when each of the threads has come by. */
    CompletableFuture<Void> beat() {
        return CompletableFuture.allOf(threads.stream().map(IoThread::beat).toArray(CompletableFuture<?>[]::new));
    }

    @Override
    public void close() {
        threads.forEach(IoThread::close);
    }
}
