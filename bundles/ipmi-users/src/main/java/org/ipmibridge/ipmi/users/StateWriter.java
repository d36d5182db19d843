package org.ipmibridge.ipmi.users;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes to a {@link StateDirectory} on a thread of its own, one file after another in the order of the calls. */
final class StateWriter implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(StateWriter.class);
    private static final int CLOSE_TIMEOUT_SECONDS = 5;

    private final StateDirectory directory;
    private final ExecutorService thread = Executors.newSingleThreadExecutor(task -> {
        Thread writer = new Thread(task, "ipmi-users-writer");
        writer.setDaemon(true);
        return writer;
    });

    StateWriter(StateDirectory directory) {
        this.directory = directory;
    }

    /** Completes when the changes are on disk, or exceptionally when they cannot be written. */
    CompletionStage<Void> write(String bmc, ClientChanges changes) {
        try {
            return CompletableFuture.runAsync(() -> writeNow(bmc, changes), thread);
        } catch (RejectedExecutionException closed) {
            return CompletableFuture.failedStage(closed);
        }
    }

    private void writeNow(String bmc, ClientChanges changes) {
        try {
            directory.write(bmc, changes);
        } catch (IOException failed) {
            LOG.error(
                    "the changed users of BMC {} cannot be written and will be lost at the next start: {}",
                    bmc,
                    failed.toString());
            throw new CompletionException(failed);
        }
    }

    /** Finishes what was begun. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(CLOSE_TIMEOUT_SECONDS, TimeUnit.SECONDS)) {
                LOG.error("changed users were not written within {} s and are lost", CLOSE_TIMEOUT_SECONDS);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
