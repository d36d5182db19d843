package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BiConsumer;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.runtime.api.handover.HandOver;

/** Opens endpoints and has them served by the I/O threads. Used on the supervisor's thread only. */
final class Sockets implements AutoCloseable {
    private final IoThreads threads;
    private final int receiveBufferBytes;
    private final RmcpReceiver receiver;
    private final HandOver parked;
    private final OpenFiles files;

    /**
     * Starts the I/O threads.
     *
     * @param parked has the sockets that this bundle's predecessor left open
     * @param files how many there may be
     * @param failures is told, on an I/O thread, of endpoints that can no longer receive
     * @throws UncheckedIOException if the machine is out of file descriptors
     */
    Sockets(
            TransportConfig config,
            RmcpReceiver receiver,
            HandOver parked,
            OpenFiles files,
            BiConsumer<Endpoint, IOException> failures) {
        this.receiver = receiver;
        this.parked = parked;
        this.files = files;
        receiveBufferBytes = config.receiveBufferBytes();
        try {
            threads = new IoThreads(config.ioThreads(), failures);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot start the I/O threads", e);
        }
    }

    /**
     * Opens an endpoint; packets wait in it until it is {@linkplain Open#resume resumed}.
     *
     * @throws IOException if the address is in use, is none of this machine, or may not be used
     */
    Open open(Bmc bmc, InetSocketAddress address) throws IOException {
        return serve(Endpoint.open(bmc, address, receiveBufferBytes, receiver, parked, files));
    }

    /** Takes an endpoint over that was {@linkplain Open#release released}; packets wait in it until it is {@linkplain Open#resume resumed}. */
    Open take(Open open) {
        open.endpoint().bufferUpTo(receiveBufferBytes);
        return serve(open.endpoint());
    }

    private Open serve(Endpoint endpoint) {
        IoThread thread = threads.leastLoaded();
        thread.add(endpoint);
        return new Open(endpoint, thread);
    }

    @Override
    public void close() {
        threads.close();
    }

    /**
     * An open endpoint.
     *
     * @param endpoint the endpoint
     * @param thread the thread that serves it
     */
    record Open(Endpoint endpoint, IoThread thread) implements AutoCloseable {
        private static final long PATIENCE_SECONDS = 2;

        /** Leaves what arrives in the kernel's buffer. */
        CompletableFuture<Void> pause() {
            return thread.pause(endpoint);
        }

        /** Takes what arrives, and what waits, for this BMC. */
        CompletableFuture<Void> resume(Bmc bmc) {
            return thread.resume(endpoint, bmc);
        }

        /** Stops serving it and leaves the socket open for this bundle's successor, which is done when the stage completes. */
        CompletableFuture<Void> park(HandOver parking) {
            return release().thenRun(() -> parking.leave(endpoint.address(), endpoint.channel()));
        }

        /** Stops serving it; when the stage completes, other threads may. */
        CompletableFuture<Void> release() {
            return thread.release(endpoint);
        }

        /** When it returns the port is free, unless the I/O thread is stuck. */
        @Override
        public void close() {
            await(thread.remove(endpoint));
        }

        private void await(CompletableFuture<Void> done) {
            try {
                done.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            } catch (ExecutionException | TimeoutException e) {
                throw new IllegalStateException(Addresses.text(endpoint.address()) + " does not close", e);
            }
        }
    }
}
