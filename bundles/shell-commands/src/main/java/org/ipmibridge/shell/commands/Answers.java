package org.ipmibridge.shell.commands;

import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.ipmibridge.hypervisor.api.UnsupportedRequestException;

/** Waits for what a backend answers. */
final class Answers {
    /** How long a read may take. */
    static final Duration READ_LIMIT = Duration.ofSeconds(10);

    /** How long it may take to change something, or to search a datastore. */
    static final Duration WORK_LIMIT = Duration.ofSeconds(60);

    private Answers() {}

    /** The answer to a read; fails with the backend's exception, or when there is none in time. */
    static <T> T of(CompletionStage<T> stage, String what) {
        return of(READ_LIMIT, stage, what);
    }

    /** The answer to a read that means work for the backend. */
    static <T> T ofWork(CompletionStage<T> stage, String what) {
        return of(WORK_LIMIT, stage, what);
    }

    /** The end of a change. */
    static void done(CompletionStage<Void> stage, String what) {
        try {
            within(WORK_LIMIT, stage, what);
        } catch (TimeoutException e) {
            throw new ShellException(what + ": still under way after " + WORK_LIMIT.toSeconds() + " s");
        }
    }

    private static <T> T of(Duration limit, CompletionStage<T> stage, String what) {
        try {
            return within(limit, stage, what);
        } catch (TimeoutException e) {
            throw new ShellException(what + ": no answer within " + limit.toSeconds() + " s");
        }
    }

    /** The answer to a read, or in words that the backend has no such function. */
    static Object ifSupported(CompletionStage<?> stage, String what) {
        try {
            return of(stage, what);
        } catch (UnsupportedRequestException e) {
            return "not supported";
        }
    }

    static <T> T within(Duration limit, CompletionStage<T> stage, String what) throws TimeoutException {
        try {
            return stage.toCompletableFuture().get(limit.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause
                    ? cause
                    : new ShellException(what + ": " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ShellException(what + ": interrupted; what was begun goes on");
        }
    }
}
