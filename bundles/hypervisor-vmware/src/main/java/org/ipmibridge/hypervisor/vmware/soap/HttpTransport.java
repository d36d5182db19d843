package org.ipmibridge.hypervisor.vmware.soap;

import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongSupplier;
import org.ipmibridge.hypervisor.backend.CallMeter;

/** HTTP with one server, over connections of its own. Nothing is ever sent twice. Thread-safe. */
public final class HttpTransport implements AutoCloseable {
    /** What is not read object by object must fit into memory. */
    private static final long MOST_BYTES = 1L << 29;

    private final HttpClient http;
    private final Duration connectTimeout;
    private final AtomicLong calls = new AtomicLong();
    private final CallMeter meter = new CallMeter();
    private final Set<CompletableFuture<?>> waiting = ConcurrentHashMap.newKeySet();
    private final Set<BodyStream> reading = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    /** Makes something of an answer. */
    interface Reader<T> {
        T read(HttpResponse<BodyStream> answer) throws IOException;
    }

    private interface Wait {
        HttpResponse<BodyStream> on(CompletableFuture<HttpResponse<BodyStream>> answer)
                throws InterruptedException, ExecutionException, TimeoutException;
    }

    /**
     * @param name the hypervisor's name, for the threads
     * @param connectTimeout for the TCP connection and the TLS handshake
     */
    public HttpTransport(String name, Trust trust, Duration connectTimeout) {
        this.connectTimeout = connectTimeout;
        AtomicInteger number = new AtomicInteger();
        ThreadPoolExecutor executor =
                new ThreadPoolExecutor(0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), work -> {
                    Thread thread = new Thread(work, "vmware-" + name + "-http-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
        http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .followRedirects(HttpClient.Redirect.NEVER)
                .connectTimeout(connectTimeout)
                .sslContext(trust.context())
                .executor(executor)
                .build();
    }

    /** How many SOAP calls were sent. */
    public long calls() {
        return calls.get();
    }

    /** Counts the calls that do not wait for news, and how long they take. */
    public CallMeter meter() {
        return meter;
    }

    void countCall() {
        calls.incrementAndGet();
    }

    /** Ends everything that is under way, at once. */
    @Override
    public void close() {
        closed = true;
        waiting.forEach(answer -> answer.cancel(true));
        reading.forEach(BodyStream::close);
    }

    /**
     * Sends a request and reads its answer.
     *
     * @param request with its timeout
     * @param longestPause how long the answer's body may make no progress
     * @throws TransportException if there is no answer that the reader understands
     */
    <T> T exchange(HttpRequest request, Duration longestPause, Reader<T> reader) throws RemoteException {
        return read(send(request, longestPause, CompletableFuture::get), request, reader);
    }

    /**
     * Sends a request of which the body is long.
     *
     * @param request without a timeout
     * @param longestPause how long {@code sent} may stay the same before the answer begins
     */
    <T> T upload(HttpRequest request, Duration longestPause, LongSupplier sent, Reader<T> reader)
            throws RemoteException {
        Wait wait = answer -> whileMoving(answer, longestPause, sent);
        return read(send(request, longestPause, wait), request, reader);
    }

    private <T> T read(HttpResponse<BodyStream> answer, HttpRequest request, Reader<T> reader) throws RemoteException {
        BodyStream body = answer.body();
        reading.add(body);
        try {
            if (closed) {
                body.close();
            }
            return readToEnd(answer, reader);
        } catch (VimFault | FileRefusedException e) {
            throw e;
        } catch (IOException e) {
            throw failure(e, request);
        } finally {
            reading.remove(body);
            body.close();
        }
    }

    private static <T> T readToEnd(HttpResponse<BodyStream> answer, Reader<T> reader) throws IOException {
        try {
            T result = reader.read(answer);
            answer.body().finish();
            return result;
        } catch (VimFault | FileRefusedException e) {
            answer.body().finish();
            throw e;
        }
    }

    private HttpResponse<BodyStream> send(HttpRequest request, Duration longestPause, Wait wait)
            throws TransportException {
        CompletableFuture<HttpResponse<BodyStream>> answer =
                http.sendAsync(request, head -> new BodyStream(longestPause, MOST_BYTES));
        waiting.add(answer);
        try {
            if (closed) {
                answer.cancel(true);
            }
            return wait.on(answer);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new TransportException(TransportException.Kind.BROKEN, "interrupted", e);
        } catch (CancellationException e) {
            throw new TransportException(TransportException.Kind.BROKEN, "the connection was closed", e);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new TransportException(TransportException.Kind.TIMEOUT, e.getMessage(), e);
        } catch (ExecutionException e) {
            throw failure(e.getCause(), request);
        } finally {
            waiting.remove(answer);
        }
    }

    /** A long request has no time for the whole, but must move on. */
    private static HttpResponse<BodyStream> whileMoving(
            CompletableFuture<HttpResponse<BodyStream>> answer, Duration longestPause, LongSupplier sent)
            throws InterruptedException, ExecutionException, TimeoutException {
        long before = -1;
        while (true) {
            long now = sent.getAsLong();
            if (now == before) {
                throw new TimeoutException("nothing moved within " + longestPause.toMillis() + " ms");
            }
            before = now;
            try {
                return answer.get(longestPause.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException e) {
                // Goes on if something was sent meanwhile.
            }
        }
    }

    private TransportException failure(Throwable cause, HttpRequest request) {
        return TransportFailures.of(cause, connectTimeout, request.timeout());
    }
}
