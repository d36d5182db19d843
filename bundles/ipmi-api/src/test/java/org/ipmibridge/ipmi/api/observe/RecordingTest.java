package org.ipmibridge.ipmi.api.observe;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.Test;

public class RecordingTest {
    private final AtomicReference<Recorder> registered = new AtomicReference<>();
    private final Recording recording = new Recording(registered::get);
    private final List<Happening> recorded = new CopyOnWriteArrayList<>();
    private final Recorder recorder = happening -> {
        recorded.add(happening);
        return CompletableFuture.completedFuture(null);
    };

    @Test
    public void withoutARecorderNothingIsKeptAndNobodyWaits() {
        assertThat(recording.isExpected()).isFalse();
        assertThat(isDone(recording.record(action("a")))).isTrue();
        recording.use(recorder);
        assertThat(recorded).isEmpty();
    }

    @Test
    public void whatHappensWhileTheRecorderIsReplacedIsRecordedByItsSuccessorInOrder() throws Exception {
        recording.use(recorder);
        recording.leave(recorder);
        CompletionStage<?> first = recording.record(action("a"));
        CompletionStage<?> second = recording.record(action("b"));
        assertThat(isDone(first)).isFalse();

        recording.use(recorder);

        second.toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(recorded).extracting(RecordingTest::command).containsExactly("a", "b");
        assertThat(recording.lost()).isZero();
    }

    @Test
    public void aRecorderThatIsClosingLeavesItToItsSuccessor() throws Exception {
        recording.use(happening -> {
            throw new IllegalStateException("closing");
        });
        CompletionStage<?> waits = recording.record(action("a"));
        recording.use(recorder);
        waits.toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(recorded).hasSize(1);
    }

    @Test
    public void aRecorderThatFailsHarmsNobody() {
        recording.use(happening -> {
            throw new UnsupportedOperationException("boom");
        });
        assertThat(isDone(recording.record(action("a")))).isTrue();
    }

    @Test
    public void whatEndsAfterItsBundleHasStoppedFindsTheRecorderAmongTheServices() {
        recording.use(recorder);
        recording.close();
        recording.leave(recorder);
        registered.set(recorder);
        assertThat(isDone(recording.record(action("a")))).isTrue();
        assertThat(recorded).hasSize(1);
    }

    @Test
    public void moreThanCanWaitIsLostAndCounted() {
        recording.expect();
        for (int i = 0; i < Waiting.MOST; i++) {
            recording.record(action("a"));
        }
        assertThat(isDone(recording.record(action("b")))).isTrue();
        assertThat(recording.lost()).isEqualTo(1);
        recording.use(recorder);
    }

    private static boolean isDone(CompletionStage<?> stage) {
        return stage.toCompletableFuture().isDone();
    }

    private static String command(Happening happening) {
        return ((OperatorAction) happening).command();
    }

    private static OperatorAction action(String command) {
        return new OperatorAction(Instant.EPOCH, "root", "local", "operator", command, List.of(), 0, 1);
    }
}
