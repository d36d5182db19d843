package org.ipmibridge.hypervisor.vmware.soap;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** A body that is read while it arrives: never more of it in memory than one portion, and never waited for without end. */
final class BodyStream extends InputStream implements BodySubscriber<BodyStream> {
    private static final Portion END = new Portion(List.of(), null);

    private final Duration longestPause;
    private final long mostBytes;
    private final BlockingQueue<Portion> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Flow.Subscription> subscription = new CompletableFuture<>();
    private Portion current = new Portion(List.of(), null);
    private int next;
    private long taken;

    private record Portion(List<ByteBuffer> buffers, Throwable failure) {}

    /**
     * @param longestPause how long nothing may arrive
     * @param mostBytes how many bytes are read at most
     */
    BodyStream(Duration longestPause, long mostBytes) {
        this.longestPause = longestPause;
        this.mostBytes = mostBytes;
    }

    @Override
    public CompletionStage<BodyStream> getBody() {
        return CompletableFuture.completedStage(this);
    }

    @Override
    public void onSubscribe(Flow.Subscription given) {
        if (subscription.complete(given)) {
            given.request(1);
        } else {
            given.cancel();
        }
    }

    @Override
    public void onNext(List<ByteBuffer> buffers) {
        arrived.add(new Portion(buffers, null));
    }

    @Override
    public void onError(Throwable failure) {
        arrived.add(new Portion(List.of(), failure));
    }

    @Override
    public void onComplete() {
        arrived.add(END);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] target, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        ByteBuffer buffer = buffer();
        if (buffer == null) {
            return -1;
        }
        int count = Math.min(length, buffer.remaining());
        buffer.get(target, offset, count);
        taken += count;
        if (taken > mostBytes) {
            String words = "the answer is longer than " + mostBytes + " bytes";
            throw new TransportException(TransportException.Kind.NOT_UNDERSTOOD, words, null);
        }
        return count;
    }

    /** Ends the connection unless all has arrived. */
    @Override
    public void close() {
        onError(new IOException("closed"));
        subscription.thenAccept(Flow.Subscription::cancel);
    }

    /** Lets the connection be used again: takes what is left, if it is little. */
    void finish() throws IOException {
        long most = taken + 65_536;
        byte[] rest = new byte[4096];
        while (taken < most && read(rest, 0, rest.length) >= 0) {
            // The next portion is taken.
        }
    }

    /** The next buffer with something in it; null at the end. */
    private ByteBuffer buffer() throws IOException {
        while (true) {
            if (next < current.buffers().size()) {
                ByteBuffer buffer = current.buffers().get(next);
                if (buffer.hasRemaining()) {
                    return buffer;
                }
                next++;
            } else if (current == END) {
                return null;
            } else {
                if (!current.buffers().isEmpty()) {
                    subscription.thenAccept(given -> given.request(1));
                }
                current = await();
                next = 0;
            }
        }
    }

    private Portion await() throws IOException {
        Portion portion;
        try {
            portion = arrived.poll(longestPause.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        if (portion == null) {
            throw new HttpTimeoutException("the answer stopped in the middle");
        }
        if (portion.failure() != null) {
            throw new IOException("the answer broke off", portion.failure());
        }
        return portion;
    }
}
