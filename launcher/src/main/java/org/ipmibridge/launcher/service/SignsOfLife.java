package org.ipmibridge.launcher.service;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * Asks the parts of the bridge whether their threads still come by. A part that wants to be asked registers a {@link Supplier} of a {@link
 * CompletionStage}, with the property {@value #NAME}; the stage completes when they have. One that is just being replaced is not there, and
 * not missed.
 */
final class SignsOfLife {
    static final String NAME = "org.ipmibridge.heartbeat";

    private final BundleContext framework;
    private final Duration patience;

    /** @param patience how long all parts together have */
    SignsOfLife(BundleContext framework, Duration patience) {
        this.framework = framework;
        this.patience = patience;
    }

    /** What is missing: nothing when the framework runs and all parts have given a sign. */
    Optional<String> missing() throws InterruptedException {
        if (!ServiceManager.runs(framework)) {
            return Optional.of("the framework is not running");
        }
        long end = System.nanoTime() + patience.toNanos();
        List<Beat> beats = new ArrayList<>();
        for (ServiceReference<?> reference : references()) {
            beats.add(beat(reference));
        }
        for (Beat beat : beats) {
            if (!comes(beat, end - System.nanoTime())) {
                return Optional.of(beat.name() + " gives no sign of life");
            }
        }
        return Optional.empty();
    }

    private Collection<? extends ServiceReference<?>> references() {
        try {
            return framework.getServiceReferences(Supplier.class, "(" + NAME + "=*)");
        } catch (InvalidSyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private Beat beat(ServiceReference<?> reference) {
        String name = String.valueOf(reference.getProperty(NAME));
        Object service = framework.getService(reference);
        try {
            Object stage = service instanceof Supplier<?> supplier ? supplier.get() : null;
            return new Beat(name, stage instanceof CompletionStage<?> beat ? Optional.of(beat) : Optional.empty());
        } finally {
            if (service != null) {
                framework.ungetService(reference);
            }
        }
    }

    private static boolean comes(Beat beat, long nanos) throws InterruptedException {
        if (beat.stage().isEmpty()) {
            return true;
        }
        try {
            beat.stage().get().toCompletableFuture().get(Math.max(0, nanos), TimeUnit.NANOSECONDS);
            return true;
        } catch (TimeoutException | ExecutionException e) {
            return false;
        }
    }

    /**
     * A sign of life that was asked for.
     *
     * @param stage nothing when the part went away meanwhile
     */
    private record Beat(String name, Optional<CompletionStage<?>> stage) {}
}
