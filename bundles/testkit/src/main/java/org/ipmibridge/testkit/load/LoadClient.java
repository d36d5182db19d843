package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.console.ConsoleException;

/**
 * Drives a BMC by many consoles in one thread. It never sleeps but polls, so that it adds nothing to the latencies; give it a processor of its
 * own. Every answer is checked in full. It ends by itself, whatever the BMC does.
 */
public final class LoadClient {
    private static final long RESEND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long LOG_IN_NANOS = TimeUnit.SECONDS.toNanos(20);
    private static final long DRAIN_NANOS = TimeUnit.SECONDS.toNanos(5);

    private static final long CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(10);

    private final LoadPlan plan;
    private final List<LoadConsole> consoles = new ArrayList<>();
    private final Deque<LoadConsole> idle = new ArrayDeque<>();
    private Histogram latencies = new Histogram();
    private long wrong;
    private long late;
    private long nextDue;
    private long nextCheck;

    private LoadClient(LoadPlan plan) {
        this.plan = plan;
    }

    /**
     * Carries a plan out.
     *
     * @throws IOException if not all consoles can log in
     */
    public static LoadResult run(LoadPlan plan) throws IOException {
        try (Selector selector = Selector.open()) {
            return new LoadClient(plan).run(selector);
        }
    }

    private LoadResult run(Selector selector) throws IOException {
        try {
            for (int i = 0; i < plan.sessions(); i++) {
                InetSocketAddress bmc = plan.bmcs().get(i % plan.bmcs().size());
                consoles.add(new LoadConsole(bmc, plan.login().withConsoleSessionId(0x10000 + i), selector));
            }
            logInAll(selector);
            work(selector, plan.warmUp());
            latencies = new Histogram();
            wrong = 0;
            late = 0;
            long begin = System.nanoTime();
            work(selector, plan.duration());
            double seconds = (System.nanoTime() - begin) / 1e9;
            Histogram measured = latencies;
            closeAll(selector);
            return new LoadResult(measured.total(), seconds, measured.micros(0.5), measured.micros(0.99), wrong, late);
        } finally {
            for (LoadConsole console : consoles) {
                console.close();
            }
        }
    }

    private void logInAll(Selector selector) throws IOException {
        if (plan.work() == LoadPlan.Work.SESSION) {
            idle.addAll(consoles);
            return;
        }
        for (LoadConsole console : consoles) {
            console.startLogIn(System.nanoTime());
        }
        pollUntilIdle(selector, LOG_IN_NANOS);
        if (!consoles.stream().allMatch(LoadConsole::isInSession)) {
            throw new IOException("not all consoles could log in to "
                    + plan.bmcs().size() + " BMCs, the first at " + plan.bmcs().get(0));
        }
    }

    private void work(Selector selector, Duration duration) throws IOException {
        nextDue = System.nanoTime();
        long end = nextDue + duration.toNanos();
        for (long now = nextDue; now < end; now = System.nanoTime()) {
            startWhatIsDue(now);
            poll(selector, now);
        }
    }

    /** Lets work under way end, and closes the sessions that are open. */
    private void closeAll(Selector selector) throws IOException {
        latencies = new Histogram();
        pollUntilIdle(selector, DRAIN_NANOS);
        if (plan.work() == LoadPlan.Work.COMMAND) {
            idle.clear();
            for (LoadConsole console : consoles) {
                console.startClose();
            }
            pollUntilIdle(selector, DRAIN_NANOS);
        }
    }

    private void pollUntilIdle(Selector selector, long nanos) throws IOException {
        long end = System.nanoTime() + nanos;
        for (long now = System.nanoTime(); now < end && idle.size() < consoles.size(); now = System.nanoTime()) {
            poll(selector, now);
        }
        late += consoles.stream().filter(LoadConsole::isBusy).count();
    }

    private void startWhatIsDue(long now) throws IOException {
        while (!idle.isEmpty() && (plan.rate() == 0 || nextDue <= now)) {
            LoadConsole console = idle.poll();
            long due = plan.rate() == 0 ? now : nextDue;
            nextDue += plan.rate() == 0 ? 0 : (long) (1e9 / plan.rate());
            if (plan.work() == LoadPlan.Work.COMMAND) {
                console.startCommand(due);
            } else {
                console.reopen();
                console.startLogIn(due);
            }
        }
    }

    private void poll(Selector selector, long now) throws IOException {
        selector.selectNow(this::receive);
        if (now - nextCheck > 0) {
            nextCheck = now + CHECK_NANOS;
            for (LoadConsole console : consoles) {
                if (console.isOverdue(now, RESEND_NANOS)) {
                    late++;
                    console.send();
                }
            }
        }
    }

    private void receive(SelectionKey key) {
        LoadConsole console = (LoadConsole) key.attachment();
        try {
            if (console.receive() && console.isBusy()) {
                ended(console);
            }
        } catch (AssertionError | ConsoleException | IOException e) {
            wrong++;
            if (plan.work() == LoadPlan.Work.SESSION) {
                park(console);
            }
        }
    }

    private void ended(LoadConsole console) throws IOException {
        if (plan.work() == LoadPlan.Work.SESSION && console.isInSession()) {
            console.startClose();
        } else {
            latencies.add(System.nanoTime() - console.dueNanos());
            park(console);
        }
    }

    private void park(LoadConsole console) {
        console.setIdle();
        idle.add(console);
    }
}
