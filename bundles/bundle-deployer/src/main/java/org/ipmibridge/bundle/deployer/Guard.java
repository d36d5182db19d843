package org.ipmibridge.bundle.deployer;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/** Runs what may call other people's code, each time on a thread of its own, so that one that never returns holds up nobody else. */
final class Guard {
    /** What a thread needs to end when it obeys an interrupt. */
    private static final Duration GRACE = Duration.ofSeconds(2);

    /** Something that a framework does to a bundle. */
    interface Work {
        void run() throws BundleException;
    }

    private final Duration patience;
    private final Map<Long, Call> stuck = new ConcurrentHashMap<>();

    /** @param patience how long a call may take before it is interrupted */
    Guard(Duration patience) {
        this.patience = patience;
    }

    /**
     * Whether a call to this bundle's code was given up and has not returned. Until then the framework holds the bundle's lock, so that
     * nothing can be done to it.
     */
    boolean isStuck(Bundle bundle) {
        Call call = stuck.get(bundle.getBundleId());
        if (call != null && !call.isAlive()) {
            stuck.remove(bundle.getBundleId(), call);
            return false;
        }
        return call != null;
    }

    /**
     * Does it and waits for its end, but not for longer than the patience lasts. An interrupt of the calling thread is kept for later, as what
     * was begun goes on.
     *
     * @return why it was given up; empty if it ended well
     * @throws BundleException if it failed in time
     */
    Optional<Failure> run(Bundle bundle, Work work) throws BundleException {
        if (isStuck(bundle)) {
            return Optional.of(Failure.forGood("it has still not returned"));
        }
        Call call = new Call(bundle, work);
        call.start();
        if (call.endsWithin(patience)) {
            call.rethrow();
            return Optional.empty();
        }
        int state = bundle.getState();
        call.interrupt();
        if (!call.endsWithin(GRACE)) {
            stuck.put(bundle.getBundleId(), call);
        } else if (state == Bundle.STOPPING && call.failure == null) {
            return Optional.empty();
        }
        return Optional.of(Failure.forGood(who(state) + " has not returned for " + seconds()));
    }

    private static String who(int state) {
        return switch (state) {
            case Bundle.STARTING -> "its activator";
            case Bundle.STOPPING -> "the stop of what ran before";
            default -> "one of its components";
        };
    }

    private String seconds() {
        return patience.toSeconds() + " s";
    }

    /** One call, and how it ended. */
    private static final class Call extends Thread {
        private final Work work;
        private volatile Throwable failure;

        Call(Bundle bundle, Work work) {
            super("bundle-deployer-" + bundle.getSymbolicName());
            this.work = work;
            setDaemon(true);
        }

        @Override
        public void run() {
            try {
                work.run();
            } catch (BundleException | RuntimeException | Error e) {
                failure = e;
            }
        }

        boolean endsWithin(Duration time) {
            boolean interrupted = false;
            long end = System.nanoTime() + time.toNanos();
            for (long left = time.toMillis(); isAlive() && left > 0; left = (end - System.nanoTime()) / 1_000_000) {
                try {
                    join(left);
                } catch (InterruptedException e) {
                    interrupted = true;
                }
            }
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
            return !isAlive();
        }

        void rethrow() throws BundleException {
            if (failure instanceof BundleException e) {
                throw e;
            }
            if (failure instanceof RuntimeException e) {
                throw e;
            }
            if (failure instanceof Error e) {
                throw e;
            }
        }
    }
}
