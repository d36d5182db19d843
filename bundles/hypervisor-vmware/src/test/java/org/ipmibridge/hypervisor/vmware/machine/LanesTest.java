package org.ipmibridge.hypervisor.vmware.machine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.MachineNotFoundException;
import org.junit.Test;

public final class LanesTest {
    private static final HypervisorException STOPPED = new HypervisorUnavailableException("stopped");
    private static final Executor AT_ONCE = Runnable::run;
    /** As a pool that was shut down. */
    private static final Executor NEVER = work -> {};

    private static final Supplier<CompletionStage<Void>> DONE = () -> CompletableFuture.completedStage(null);

    @Test
    public void whatIsAskedAfterTheEndFails() {
        Lanes lanes = new Lanes(NEVER, id -> id);
        lanes.close(STOPPED);

        assertFailed(lanes.take("vm-1", "power on", DONE), STOPPED);
        assertThat(lanes.changes()).isZero();
    }

    @Test
    public void whatIsAskedWhileItEndsFailsToo() {
        Lanes[] lanes = new Lanes[1];
        lanes[0] = new Lanes(NEVER, id -> {
            lanes[0].close(STOPPED);
            return id;
        });

        assertFailed(lanes[0].take("vm-1", "power on", DONE), STOPPED);
    }

    @Test
    public void whatIsUnderWayAtTheEndFails() {
        Lanes lanes = new Lanes(AT_ONCE, id -> id);
        CompletionStage<Void> first = lanes.take("vm-1", "power on", CompletableFuture::new);
        CompletionStage<Void> second = lanes.take("vm-2", "power on", CompletableFuture::new);

        lanes.close(STOPPED);

        assertFailed(first, STOPPED);
        assertFailed(second, STOPPED);
    }

    @Test
    public void aMachineThatWasRemovedAndComesBackIsAskedAgain() {
        Lanes lanes = new Lanes(AT_ONCE, id -> id);
        HypervisorException removed = new MachineNotFoundException("removed");
        CompletionStage<Void> first = lanes.take("vm-1", "power on", CompletableFuture::new);

        lanes.close("vm-1", removed);

        assertFailed(first, removed);
        assertThat(lanes.take("vm-1", "power on", DONE).toCompletableFuture()).isCompleted();
    }

    private static void assertFailed(CompletionStage<Void> stage, HypervisorException reason) {
        CompletionStage<Throwable> failure = stage.handle((nothing, why) -> why);
        assertThat(failure.toCompletableFuture()).isCompletedWithValue(reason);
    }
}
