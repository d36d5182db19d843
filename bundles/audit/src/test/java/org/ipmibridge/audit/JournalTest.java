package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class JournalTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Test
    public void whatIsAcknowledgedIsInTheFileInOrder() throws Exception {
        Journal journal = journal(List.of(), 10_000, true);
        List<CompletableFuture<Void>> recorded = IntStream.range(0, 5000)
                .mapToObj(i -> journal.add("line " + i).toCompletableFuture())
                .toList();
        recorded.get(4999).get(10, TimeUnit.SECONDS);
        assertThat(Files.readAllLines(path()))
                .hasSize(5000)
                .startsWith("line 0", "line 1")
                .endsWith("line 4999");
        assertThat(journal.close(5000)).isEmpty();
        assertThatThrownBy(() -> journal.add("late")).isInstanceOf(IllegalStateException.class);
    }

    @Test
    public void whileTheDiskIsFullNobodyWaitsAndAfterwardsTheLinesAreThereAndWhatWasTooMuchIsCounted()
            throws Exception {
        Files.createSymbolicLink(path(), Path.of("/dev/full"));
        Journal journal = journal(List.of(), 100, false);
        assertThatThrownBy(() -> journal.add("line 0").toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasMessageContaining("not in the file yet");
        for (int i = 1; i <= 150; i++) {
            assertThat(journal.add("line " + i).toCompletableFuture()).isCompletedExceptionally();
        }
        assertThat(journal.trouble().orElseThrow().reason())
                .contains("No space left")
                .contains("101 lines wait, 50 were left out");
        assertThat(journal.waiting()).isEqualTo(101);

        Files.delete(path());
        await(() -> journal.trouble().isEmpty());
        await(() -> journal.waiting() == 0);

        List<String> lines = Files.readAllLines(path());
        assertThat(lines).hasSize(102).startsWith("line 0", "line 1").contains("line 100");
        assertThat(FlatJson.read(lines.get(101)))
                .containsEntry("event", "audit.gap")
                .containsEntry("leftOut", "50");
        assertThat(journal.close(5000)).isEmpty();
    }

    @Test
    public void nobodyWaitsWhoCameWhileTheFirstWriteWasAboutToFail() throws Exception {
        Files.createSymbolicLink(path(), Path.of("/dev/full"));
        Journal journal = journal(List.of(), 10_000, false);
        List<CompletableFuture<Void>> recorded = IntStream.range(0, 5000)
                .mapToObj(i -> journal.add("line " + i).toCompletableFuture())
                .toList();
        for (CompletableFuture<Void> each : recorded) {
            assertThatThrownBy(() -> each.get(10, TimeUnit.SECONDS)).hasMessageContaining("not in the file yet");
        }
        journal.close(5000);
    }

    @Test
    public void whatCouldNotBeWrittenIsLeftToTheSuccessor() throws Exception {
        Files.createSymbolicLink(path(), Path.of("/dev/full"));
        Journal journal = journal(List.of(), 100, false);
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            lines.add("line " + i);
            journal.add("line " + i);
        }
        List<String> left = journal.close(5000);
        assertThat(left).isEqualTo(lines);

        Files.delete(path());
        Journal successor = journal(left, 100, false);
        successor.add("line 10").toCompletableFuture().get(10, TimeUnit.SECONDS);
        lines.add("line 10");
        assertThat(Files.readAllLines(path())).isEqualTo(lines);
        successor.close(5000);
    }

    @Test
    public void anotherFileTakesOverWithoutALineLost() throws Exception {
        Journal journal = journal(List.of(), 100, false);
        journal.add("a").toCompletableFuture().get(10, TimeUnit.SECONDS);
        Path other = path().resolveSibling("other.jsonl");
        journal.configure(file(other), false, 100);
        journal.add("b").toCompletableFuture().get(10, TimeUnit.SECONDS);
        assertThat(path()).hasContent("a");
        assertThat(other).hasContent("b");
        journal.close(5000);
    }

    @Test
    public void theDiskGetsTheLastLinesOfTheFormerFileThoughNoneCameAfterThem() throws Exception {
        List<WatchedChannel> channels = new CopyOnWriteArrayList<>();
        TrailFile watched = new TrailFile(path(), new Rotation(100 << 20, 3, false), Clock.systemUTC(), path -> {
            channels.add(WatchedChannel.open(path, () -> {}, () -> {}));
            return channels.get(channels.size() - 1);
        });
        Journal journal = new Journal(watched, false, 100, List.of(), Clock.systemUTC());
        journal.add("a").toCompletableFuture().get(30, TimeUnit.SECONDS);
        journal.configure(file(path().resolveSibling("other.jsonl")), false, 100);
        journal.force();
        assertThat(channels).singleElement().matches(WatchedChannel::isSynchronised);
        journal.close(5000);
    }

    @Test
    public void aWriteThatHangsIsAProblemSinceItBegan() throws Exception {
        FakeClock clock = new FakeClock();
        Semaphore goesOn = new Semaphore(0);
        TrailFile hanging = new TrailFile(
                path(),
                new Rotation(100 << 20, 3, false),
                clock,
                path -> WatchedChannel.open(path, goesOn::acquireUninterruptibly, () -> {}));
        Journal journal = new Journal(hanging, false, 100, List.of(), clock);
        journal.add("a");
        await(() -> journal.trouble().isPresent());
        clock.advance(Duration.ofMinutes(1));
        assertThat(journal.trouble().orElseThrow())
                .isEqualTo(new Failing(new FakeClock().instant(), "it is too slow; 1 lines wait"));
        goesOn.release();
        await(() -> journal.trouble().isEmpty());
        journal.close(5000);
    }

    private Journal journal(List<String> atFirst, int most, boolean always) {
        return new Journal(file(path()), always, most, atFirst, Clock.systemUTC());
    }

    private static TrailFile file(Path path) {
        return new TrailFile(path, new Rotation(100 << 20, 3, false), Clock.systemUTC());
    }

    private Path path() {
        return folder.getRoot().toPath().resolve("audit.jsonl");
    }

    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
