package org.ipmibridge.bundle.deployer;

import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.ipmibridge.runtime.api.deploy.Intake;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/** All {@link Intake}s that there are at a moment. */
final class Intakes {
    private static final long PATIENCE_MILLIS = 250;

    private final BundleContext context;

    Intakes(BundleContext context) {
        this.context = context;
    }

    /** Pauses all, and waits until nothing comes in, but not for long. */
    void pause() {
        List<CompletableFuture<Void>> silences = each(intake -> intake.pause().toCompletableFuture());
        CompletableFuture.allOf(silences.toArray(CompletableFuture<?>[]::new))
                .completeOnTimeout(null, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .exceptionally(failure -> null)
                .join();
    }

    /** Has all go on, those that began meanwhile included. */
    void resume() {
        each(intake -> {
            intake.resume();
            return null;
        });
    }

    private <T> List<T> each(Function<Intake, T> action) {
        try {
            Collection<ServiceReference<Intake>> all = context.getServiceReferences(Intake.class, null);
            return all.stream()
                    .map(reference -> with(reference, action))
                    .filter(Objects::nonNull)
                    .toList();
        } catch (InvalidSyntaxException | IllegalStateException e) {
            // There is no filter; and a bundle that stops has nothing to pause or resume.
            return List.of();
        }
    }

    private <T> T with(ServiceReference<Intake> reference, Function<Intake, T> action) {
        Intake intake = context.getService(reference);
        if (intake == null) {
            return null;
        }
        try {
            return action.apply(intake);
        } finally {
            context.ungetService(reference);
        }
    }
}
