package org.ipmibridge.launcher.service;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The service manager that has started the bridge, if there is one. It is told in the words of sd_notify(3). */
public final class ServiceManager {
    private final Channel channel;
    private final Optional<Duration> watchdog;
    private volatile Optional<Watchdog> running = Optional.empty();
    private volatile boolean stopping;
    private boolean complained;

    ServiceManager(Channel channel, Optional<Duration> watchdog) {
        this.channel = channel;
        this.watchdog = watchdog;
    }

    /** None: nobody is told anything. */
    public static ServiceManager none() {
        return new ServiceManager(message -> {}, Optional.empty());
    }

    /**
     * The one of the environment.
     *
     * @param files where the native part of a library may be unpacked for a moment
     */
    public static ServiceManager of(Map<String, String> environment, Path files) {
        String socket = environment.get("NOTIFY_SOCKET");
        if (socket == null || socket.isBlank()) {
            return none();
        }
        // Some systems allow no native code in the directory for temporary files.
        System.setProperty("jna.tmpdir", files.toString());
        try {
            return new ServiceManager(new NotifySocket(socket), watchdog(environment));
        } catch (IllegalArgumentException | LinkageError e) {
            System.err.println("bridge: the service manager cannot be told anything: " + e.getMessage());
            return none();
        }
    }

    /** How often the service manager wants a sign of life of this process, if it does. */
    static Optional<Duration> watchdog(Map<String, String> environment) {
        String process = environment.getOrDefault("WATCHDOG_PID", "");
        if (!process.isEmpty()
                && !process.equals(Long.toString(ProcessHandle.current().pid()))) {
            return Optional.empty();
        }
        return Optional.of(environment.getOrDefault("WATCHDOG_USEC", ""))
                .filter(micros -> micros.matches("[1-9]\\d{0,17}"))
                .map(micros -> Duration.ofNanos(Math.multiplyExact(1000L, Long.parseLong(micros))));
    }

    /** Tells from now on what becomes of a framework that was started. */
    public void follow(BundleContext framework) {
        new Progress(framework, this::say).open();
        watchdog.ifPresent(interval -> {
            SignsOfLife signs = new SignsOfLife(framework, interval.dividedBy(4));
            Watchdog started = new Watchdog(interval, signs::missing, () -> say("WATCHDOG=1"));
            running = Optional.of(started);
            if (!stopping) {
                started.start();
            }
        });
    }

    /** Tells that the bridge is stopping. */
    public void stopping() {
        stopping = true;
        running.ifPresent(Watchdog::stop);
        say("STOPPING=1\nSTATUS=stopping");
    }

    /** Whether a framework is the running one. */
    static boolean runs(BundleContext framework) {
        return framework.getBundle().getState() == Bundle.ACTIVE;
    }

    private synchronized void say(String message) {
        try {
            channel.send(message);
        } catch (RuntimeException e) {
            if (!complained) {
                complained = true;
                System.err.println("bridge: the service manager cannot be told anything: " + e.getMessage());
            }
        }
    }
}
