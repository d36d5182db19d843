package org.ipmibridge.hypervisor.backend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.junit.Test;

public class LaneTest {
    private final Lane lane = new Lane("vm1", Runnable::run);
    private final List<String> begun = new ArrayList<>();

    @Test
    public void aChangeBeginsWhenTheOneBeforeHasEnded() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        CompletionStage<Void> one = submit("one", first);
        CompletionStage<Void> two = submit("two", CompletableFuture.completedFuture(null));
        assertThat(begun).containsExactly("one");

        first.complete(null);
        assertThat(begun).containsExactly("one", "two");
        assertThat(one.toCompletableFuture()).isCompleted();
        assertThat(two.toCompletableFuture()).isCompleted();
    }

    @Test
    public void whatRunsAndWhatWaitsIsCounted() {
        CompletableFuture<Void> first = new CompletableFuture<>();
        submit("one", first);
        submit("two", CompletableFuture.completedFuture(null));
        assertThat(lane.size()).isEqualTo(2);

        first.complete(null);
        assertThat(lane.size()).isZero();
    }

    @Test
    public void aFailureEndsItsOwnChangeOnly() {
        CompletionStage<Void> bad = lane.submit("explode", () -> {
            throw new IllegalStateException("boom");
        });
        CompletionStage<Void> good = submit("good", CompletableFuture.completedFuture(null));
        assertThatThrownBy(() -> bad.toCompletableFuture().join())
                .cause()
                .isExactlyInstanceOf(HypervisorException.class)
                .hasMessageContainingAll("vm1", "explode", "boom");
        assertThat(good.toCompletableFuture()).isCompleted();
    }

    @Test
    public void aTypedFailureStaysWhatItIs() {
        HypervisorException failure = new HypervisorUnavailableException("away");
        CompletionStage<Void> stage =
                submit("one", CompletableFuture.<Void>failedFuture(failure).thenApply(nothing -> nothing));
        assertThatThrownBy(() -> stage.toCompletableFuture().join()).hasCause(failure);
    }

    @Test
    public void closingEndsWhatRunsWhatWaitsAndWhatComes() {
        HypervisorException reason = new HypervisorUnavailableException("closed");
        List<CompletionStage<Void>> stages = new ArrayList<>();
        CompletableFuture<Void> first = new CompletableFuture<>();
        stages.add(submit("runs", first));
        stages.add(submit("waits", CompletableFuture.completedFuture(null)));
        lane.close(reason);
        stages.add(submit("comes", CompletableFuture.completedFuture(null)));
        first.complete(null);

        assertThat(stages).allSatisfy(stage -> assertThatThrownBy(
                        () -> stage.toCompletableFuture().join())
                .hasCause(reason));
        assertThat(begun).containsExactly("runs");
    }

    private CompletionStage<Void> submit(String name, CompletionStage<Void> end) {
        return lane.submit(name, () -> {
            begun.add(name);
            return end;
        });
    }
}
