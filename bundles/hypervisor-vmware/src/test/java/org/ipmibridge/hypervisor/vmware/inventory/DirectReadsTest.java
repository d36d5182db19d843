package org.ipmibridge.hypervisor.vmware.inventory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.junit.Test;

public final class DirectReadsTest {
    private final List<CompletableFuture<VmState>> begun = new ArrayList<>();
    private final DirectReads reads = new DirectReads(id -> {
        CompletableFuture<VmState> read = new CompletableFuture<>();
        begun.add(read);
        return read;
    });

    @Test
    public void allWhoAskAtOnceShareOneRead() {
        CompletionStage<VmState> first = reads.joined("vm-1");
        CompletionStage<VmState> second = reads.joined("vm-1");
        assertThat(begun).hasSize(1);

        VmState state = state();
        begun.get(0).complete(state);
        assertThat(first.toCompletableFuture()).isCompletedWithValue(state);
        assertThat(second.toCompletableFuture()).isCompletedWithValue(state);
        reads.joined("vm-1");
        assertThat(begun).hasSize(2);
    }

    @Test
    public void aFreshReadBeginsWhenTheOneUnderWayHasEnded() {
        reads.joined("vm-1");
        CompletionStage<VmState> fresh = reads.fresh("vm-1");
        CompletionStage<VmState> alsoFresh = reads.fresh("vm-1");
        assertThat(begun).hasSize(1);

        begun.get(0).complete(state());
        assertThat(begun).hasSize(2);
        assertThat(fresh.toCompletableFuture()).isNotDone();
        begun.get(1).complete(state());
        assertThat(fresh.toCompletableFuture()).isCompleted();
        assertThat(alsoFresh.toCompletableFuture()).isCompleted();
        assertThat(begun).hasSize(2);
    }

    @Test
    public void aFailureIsToldToAllAndEndsNothing() {
        CompletionStage<VmState> first = reads.joined("vm-1");
        CompletionStage<VmState> fresh = reads.fresh("vm-1");
        begun.get(0).completeExceptionally(new HypervisorException("no"));
        assertThat(first.toCompletableFuture()).isCompletedExceptionally();

        begun.get(1).complete(state());
        assertThat(fresh.toCompletableFuture()).isCompleted();
    }

    @Test
    public void whoGivesUpTakesItFromNobodyElse() {
        CompletionStage<VmState> first = reads.joined("vm-1");
        CompletionStage<VmState> second = reads.joined("vm-1");
        first.toCompletableFuture().cancel(true);
        begun.get(0).complete(state());
        assertThat(second.toCompletableFuture()).isCompleted();
    }

    @Test
    public void machinesDoNotWaitForEachOther() {
        reads.joined("vm-1");
        reads.fresh("vm-2");
        assertThat(begun).hasSize(2);
    }

    private static VmState state() {
        return VmFacts.NONE.state("vm-1", new Tree());
    }
}
