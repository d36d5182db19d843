package org.ipmibridge.launcher.swap;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.ipmibridge.ipmi.console.ConsoleException;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.Message;
import org.ipmibridge.ipmi.console.NoAnswerException;
import org.ipmibridge.ipmi.console.Patience;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.ipmi.console.UdpWire;

/**
 * A client in a session that sends one command after the other, and again after 1, 2 and 3 seconds what is not answered, as ipmitool does. A
 * command that is not answered after all, or answered with anything but success, failed; two unanswered ones in a row mean that the session is
 * lost, and then there is another one.
 */
final class BusySession implements AutoCloseable {
    private static final long PAUSE_MILLIS = 10;

    private final String name;
    private final InetSocketAddress bmc;
    private final Login login;
    private final Meter meter;
    private final List<Step> steps;
    private final List<Object> facts = new ArrayList<>();
    private final AtomicLong rounds = new AtomicLong();
    private final Thread thread;
    private RemoteConsole console;
    private boolean unanswered;
    private volatile boolean stopping;

    BusySession(String name, InetSocketAddress bmc, Login login, List<Step> steps, Meter meter) {
        this.name = name;
        this.bmc = bmc;
        this.login = login;
        this.meter = meter;
        this.steps = steps;
        console = open();
        thread = new Thread(this::run, name);
        thread.setDaemon(true);
        thread.start();
    }

    /** How many commands have ended. */
    long ended() {
        return rounds.get();
    }

    private RemoteConsole open() {
        return new RemoteConsole(new UdpWire(bmc), login, Patience.USUAL).logIn();
    }

    private void run() {
        try {
            for (int i = 0; !stopping; i++) {
                perform(i % steps.size());
                rounds.incrementAndGet();
                Thread.sleep(PAUSE_MILLIS);
            }
            console.closeSession();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            meter.lost(name + " ended: " + e);
        } finally {
            console.close();
        }
    }

    private void perform(int index) {
        Step step = steps.get(index);
        long sent = System.nanoTime();
        meter.sent();
        try {
            check(index, step, console.command(step.netFn(), step.command(), step.data()));
            meter.answered(sent);
            unanswered = false;
        } catch (NoAnswerException e) {
            meter.failed(name + ": " + step.name() + ": " + e.getMessage());
            if (unanswered) {
                meter.lost(name + ": the session is lost");
                console.close();
                console = open();
            }
            unanswered = !unanswered;
        } catch (ConsoleException e) {
            meter.failed(name + ": " + step.name() + ": " + e.getMessage());
        }
    }

    private void check(int index, Step step, Message answer) {
        if (answer.code() != 0) {
            meter.failed("%s: %s: completion code %02Xh".formatted(name, step.name(), answer.code()));
            return;
        }
        Object fact = step.fact().apply(answer);
        if (index == facts.size()) {
            facts.add(fact);
        } else if (index < facts.size() && !facts.get(index).equals(fact)) {
            meter.failed(name + ": " + step.name() + ": " + fact + " instead of " + facts.get(index));
        }
    }

    @Override
    public void close() {
        stopping = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
