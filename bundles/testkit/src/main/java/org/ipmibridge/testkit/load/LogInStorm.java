package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.console.ConsoleException;
import org.ipmibridge.ipmi.console.Login;

/**
 * Many clients that log in within a short time, each from its own socket, spread over the BMCs, and stay logged in until all are. It polls, so that
 * it adds little to the latencies, and checks every answer in full.
 */
public final class LogInStorm {
    /**
     * What became of it.
     *
     * @param loggedIn clients that logged in
     * @param refused clients that were refused, or got a wrong answer
     * @param unanswered clients that got no answer at all to a request, however often they asked
     * @param late requests that were not answered within a second, and were sent again
     * @param medianMillis median of the times from when a log-in was due until it was done
     * @param p99Millis the time that 99 in 100 did not exceed
     */
    public record Result(int loggedIn, int refused, int unanswered, long late, double medianMillis, double p99Millis) {}

    private static final long RESEND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(120);

    private final Selector selector;
    private final List<LoadConsole> consoles = new ArrayList<>();
    private final Set<LoadConsole> sentAgain = new HashSet<>();
    private final Histogram latencies = new Histogram();
    private int loggedIn;
    private int refused;
    private int busy;
    private long late;
    private long nextCheck;
    private boolean closing;

    private LogInStorm(Selector selector) {
        this.selector = selector;
    }

    /**
     * Has clients log in, and out again when all of them have.
     *
     * @param bmcs where to; clients go to them in turn
     * @param over the time within which they begin, one after the other
     */
    public static Result run(List<InetSocketAddress> bmcs, Login login, int clients, Duration over) throws IOException {
        try (Selector selector = Selector.open()) {
            return new LogInStorm(selector).run(bmcs, login, clients, over.toNanos());
        }
    }

    private Result run(List<InetSocketAddress> bmcs, Login login, int clients, long over) throws IOException {
        try {
            for (int i = 0; i < clients; i++) {
                InetSocketAddress bmc = bmcs.get(i % bmcs.size());
                consoles.add(new LoadConsole(bmc, login.withConsoleSessionId(0x20000 + i), selector));
            }
            int unanswered = logIn(over);
            logOut();
            return new Result(
                    loggedIn, refused, unanswered, late, latencies.micros(0.5) / 1e3, latencies.micros(0.99) / 1e3);
        } finally {
            for (LoadConsole console : consoles) {
                console.close();
            }
        }
    }

    /** @return how many got no answer */
    private int logIn(long over) throws IOException {
        long begin = System.nanoTime();
        long end = begin + over + PATIENCE_NANOS;
        int begun = 0;
        for (long now = begin; now < end && (begun < consoles.size() || busy > 0); now = System.nanoTime()) {
            while (begun < consoles.size() && now >= due(begin, over, begun)) {
                consoles.get(begun).startLogIn(due(begin, over, begun));
                begun++;
                busy++;
            }
            poll(now);
        }
        return busy;
    }

    private long due(long begin, long over, int client) {
        return begin + over / consoles.size() * client;
    }

    private void logOut() throws IOException {
        closing = true;
        long end = System.nanoTime() + PATIENCE_NANOS;
        busy = 0;
        for (LoadConsole console : consoles) {
            if (console.isInSession()) {
                console.startClose();
                busy++;
                poll(System.nanoTime());
            }
        }
        for (long now = System.nanoTime(); now < end && busy > 0; now = System.nanoTime()) {
            poll(now);
        }
    }

    private void poll(long now) throws IOException {
        selector.selectNow(this::receive);
        if (now - nextCheck > 0) {
            nextCheck = now + CHECK_NANOS;
            for (LoadConsole console : consoles) {
                if (console.isOverdue(now, RESEND_NANOS)) {
                    late++;
                    sentAgain.add(console);
                    console.send();
                }
            }
        }
    }

    private void receive(SelectionKey key) {
        LoadConsole console = (LoadConsole) key.attachment();
        try {
            if (!console.receive() || !console.isBusy()) {
                return;
            }
            if (!closing) {
                latencies.add(System.nanoTime() - console.dueNanos());
                loggedIn++;
            }
        } catch (AssertionError | ConsoleException | IOException e) {
            if (sentAgain.contains(console) && !closing) {
                return; // a second answer to the step before; after a refusal no other answer comes
            }
            refused += closing ? 0 : 1;
        }
        if (console.isBusy()) {
            console.setIdle();
            busy--;
        }
    }
}
