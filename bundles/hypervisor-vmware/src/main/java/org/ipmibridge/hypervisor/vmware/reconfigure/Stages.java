package org.ipmibridge.hypervisor.vmware.reconfigure;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What stages lack. */
public final class Stages {
    private Stages() {}

    /** Goes on after a failure with another stage, as {@code thenCompose} does after success. */
    public static <T> CompletionStage<T> recover(
            CompletionStage<T> stage, Function<Throwable, CompletionStage<T>> recovery) {
        return stage.handle((value, failure) ->
                        failure == null ? CompletableFuture.completedStage(value) : recovery.apply(cause(failure)))
                .thenCompose(Function.identity());
    }

    /** What a stage really failed with. */
    public static Throwable cause(Throwable failure) {
        return failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
    }
}
