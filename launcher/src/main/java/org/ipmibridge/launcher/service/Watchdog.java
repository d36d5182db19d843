package org.ipmibridge.launcher.service;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * Tells the service manager again and again that the bridge is alive, twice in each interval, as long as it is. When it is not, this is
 * looked at more often, so that a short standstill is over before the service manager restarts the bridge.
 */
final class Watchdog {
    private static final int BEATS = 2;
    private static final int LOOKS = 10;

    private final Duration interval;
    private final Check check;
    private final Runnable alive;
    private final Thread thread = new Thread(this::run, "watchdog");
    private volatile boolean stopped;
    private String told = "";

    /**
     * @param interval after which the service manager takes the bridge for dead
     * @param check says what is wrong
     * @param alive tells that nothing is
     */
    Watchdog(Duration interval, Check check, Runnable alive) {
        this.interval = interval;
        this.check = check;
        this.alive = alive;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    /** A bridge that is being stopped need not be alive. */
    void stop() {
        stopped = true;
        thread.interrupt();
    }

    private void run() {
        try {
            while (!stopped) {
                TimeUnit.NANOSECONDS.sleep(look().toNanos());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Looks once; how long to wait until the next look. */
    Duration look() throws InterruptedException {
        Optional<String> wrong = wrong();
        if (wrong.isEmpty()) {
            alive.run();
        } else if (!stopped && !wrong.get().equals(told)) {
            System.err.println("bridge: the watchdog is told nothing: " + wrong.get());
        }
        told = wrong.orElse("");
        return interval.dividedBy(wrong.isEmpty() ? BEATS : LOOKS);
    }

    /** What cannot be asked is no sign of life; a part that is just being replaced may lack its classes for a moment. */
    private Optional<String> wrong() throws InterruptedException {
        try {
            return check.missing();
        } catch (RuntimeException | LinkageError e) {
            return Optional.of("the bridge cannot be asked: " + e);
        }
    }

    /** Finds out whether the bridge is alive. */
    interface Check {
        /** What is wrong, if something is. */
        Optional<String> missing() throws InterruptedException;
    }
}
