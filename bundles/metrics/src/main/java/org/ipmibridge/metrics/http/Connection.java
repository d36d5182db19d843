package org.ipmibridge.metrics.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One client: asks once, is answered once, and that is all. Used by the server's thread. */
final class Connection {
    private static final Logger LOG = LoggerFactory.getLogger(Connection.class);
    private static final Pattern END = Pattern.compile("\r?\n\r?\n");
    private static final ByteBuffer NOTHING = ByteBuffer.allocate(0);

    private final SocketChannel channel;
    private final Site site;
    private final Limits limits;
    private ByteBuffer in;
    private ByteBuffer out = NOTHING;
    private long deadline;

    Connection(SocketChannel channel, Site site, Limits limits, long now) {
        this.channel = channel;
        this.site = site;
        this.limits = limits;
        this.in = ByteBuffer.allocate(limits.requestBytes());
        this.deadline = now + limits.request().toNanos();
    }

    /** Whether it has taken longer than it may. */
    boolean isLate(long now) {
        return now - deadline > 0;
    }

    /**
     * Goes on as far as it can without waiting.
     *
     * @return whether there is more to come
     */
    boolean goOn(SelectionKey key, long now) throws IOException {
        if (out == NOTHING && !isAsked()) {
            return true;
        }
        if (out == NOTHING) {
            out = answer();
            in = NOTHING;
            deadline = now + limits.response().toNanos();
            key.interestOps(SelectionKey.OP_WRITE);
        }
        channel.write(out);
        return out.hasRemaining();
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            LOG.debug("a client's connection is broken already", e);
        }
    }

    /** Whether all of the request is there, or more than there may be. */
    private boolean isAsked() throws IOException {
        if (channel.read(in) < 0) {
            throw new IOException("closed by the client");
        }
        return !in.hasRemaining() || END.matcher(head()).find();
    }

    private String head() {
        return new String(in.array(), 0, in.position(), StandardCharsets.ISO_8859_1);
    }

    private ByteBuffer answer() {
        String head = head();
        Matcher end = END.matcher(head);
        if (!end.find()) {
            return Response.TOO_LARGE.encode(true);
        }
        Optional<Request> request = Request.parse(head.substring(0, end.start()));
        if (request.isEmpty()) {
            return Response.BAD_REQUEST.encode(true);
        }
        return switch (request.get().method()) {
            case "GET" -> page(request.get()).encode(true);
            case "HEAD" -> page(request.get()).encode(false);
            default -> Response.NOT_ALLOWED.encode(true);
        };
    }

    private Response page(Request request) {
        try {
            return site.page(request);
        } catch (RuntimeException | LinkageError e) {
            LOG.warn("the page {} cannot be made", request.path().length() > 80 ? "asked for" : request.path(), e);
            return Response.FAILED;
        }
    }
}
