package org.ipmibridge.ipmi.console;

import java.io.UncheckedIOException;
import java.net.PortUnreachableException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/** Sends requests and waits for their answers, with a {@link Patience}. */
final class Exchange {
    private final Wire wire;
    private final Patience patience;
    private boolean unreachable;

    Exchange(Wire wire, Patience patience) {
        this.wire = wire;
        this.patience = patience;
    }

    /**
     * Sends a request until it is answered.
     *
     * @param name the request's, for messages
     * @param request makes the datagram of each sending
     * @param answer reads a datagram, or throws {@link InvalidAnswerException} when it is not the answer
     * @throws NoAnswerException if no answer came
     */
    <T> T ask(String name, Supplier<byte[]> request, Function<byte[], T> answer) {
        for (Duration wait : patience.waits()) {
            send(request.get());
            Optional<T> answered = await(wait, answer);
            if (answered.isPresent()) {
                return answered.get();
            }
        }
        throw new NoAnswerException(name, patience.total(), unreachable);
    }

    private <T> Optional<T> await(Duration wait, Function<byte[], T> answer) {
        long end = System.nanoTime() + wait.toNanos();
        for (long left = wait.toNanos(); left > 0; left = end - System.nanoTime()) {
            Optional<T> read = receive(Duration.ofNanos(left)).flatMap(datagram -> read(datagram, answer));
            if (read.isPresent()) {
                return read;
            }
        }
        return Optional.empty();
    }

    private <T> Optional<T> read(byte[] datagram, Function<byte[], T> answer) {
        unreachable = false;
        try {
            return Optional.of(answer.apply(datagram));
        } catch (InvalidAnswerException e) {
            if (patience.strict()) {
                throw e;
            }
            return Optional.empty();
        }
    }

    private void send(byte[] datagram) {
        try {
            wire.send(datagram);
        } catch (UncheckedIOException e) {
            noteUnreachable(e);
        }
    }

    private Optional<byte[]> receive(Duration wait) {
        try {
            return wire.receive(wait);
        } catch (UncheckedIOException e) {
            noteUnreachable(e);
            return Optional.empty();
        }
    }

    /** A BMC that restarts may have its port again before patience ends. */
    private void noteUnreachable(UncheckedIOException e) {
        if (!(e.getCause() instanceof PortUnreachableException)) {
            throw e;
        }
        unreachable = true;
    }
}
