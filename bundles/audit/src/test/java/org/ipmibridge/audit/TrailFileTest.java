package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import org.ipmibridge.testkit.FakeClock;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TrailFileTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Clock clock = Clock.systemUTC();
    private final List<WatchedChannel> channels = new ArrayList<>();
    private Runnable synchronise;

    @Test
    public void nobodyElseMayReadTheFile() throws Exception {
        Path file = path().resolveSibling("new").resolve("audit.jsonl");
        write(new TrailFile(file, new Rotation(1000, 3, false), clock), "a");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file.getParent())))
                .isEqualTo("rwx------");
    }

    @Test
    public void aFullFileIsPutAsideAndTheOldestOneIsGivenUp() throws Exception {
        TrailFile file = new TrailFile(path(), new Rotation(10, 3, false), clock);
        for (String line : List.of("line 1", "line 2", "line 3", "line 4")) {
            write(file, line);
        }
        assertThat(path()).hasContent("line 4");
        assertThat(aside(1)).hasContent("line 3");
        assertThat(aside(2)).hasContent("line 2");
        assertThat(aside(3)).doesNotExist();
        assertThat(LastLines.of(path(), 2, line -> true)).containsExactly("line 3", "line 4");
        assertThat(LastLines.of(path(), 9, line -> !line.endsWith("3"))).containsExactly("line 2", "line 4");
    }

    @Test
    public void aFileOfYesterdayIsPutAsideWhereThatIsWanted() throws Exception {
        FakeClock days = new FakeClock();
        TrailFile file = new TrailFile(path(), new Rotation(1000, 3, true), days);
        write(file, "monday");
        write(file, "monday too");
        days.advance(Duration.ofDays(1));
        write(file, "tuesday");
        assertThat(path()).hasContent("tuesday");
        assertThat(aside(1)).hasContent("monday\nmonday too");
    }

    @Test
    public void aTornLineIsKeptAsideSoThatEveryLineIsWhole() throws Exception {
        Files.writeString(path(), "{\"a\":1}\n{\"time\":\"2026-01-");
        write(new TrailFile(path(), new Rotation(1000, 3, false), clock), "{\"b\":2}");
        List<String> lines = Files.readAllLines(path());
        assertThat(lines).hasSize(3);
        assertThat(lines.get(0)).isEqualTo("{\"a\":1}");
        assertThat(FlatJson.read(lines.get(1)))
                .containsEntry("event", "audit.torn")
                .containsEntry("text", "{\"time\":\"2026-01-");
        assertThat(lines.get(2)).isEqualTo("{\"b\":2}");
    }

    @Test
    public void aFileThatSomebodyMovedAwayIsBegunAnew() throws Exception {
        TrailFile file = new TrailFile(path(), new Rotation(1000, 3, false), clock);
        write(file, "a");
        Files.move(path(), path().resolveSibling("archive"));
        long end = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        while (!Files.exists(path()) && System.nanoTime() < end) {
            write(file, "b");
        }
        assertThat(path()).hasContent("b");
    }

    @Test
    public void aFullDiskIsAFailureAndLeavesNoHalfLine() throws Exception {
        Files.createSymbolicLink(path(), Path.of("/dev/full"));
        TrailFile file = new TrailFile(path(), new Rotation(1000, 3, false), clock);
        assertThatThrownBy(() -> write(file, "a"))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("No space left");
        Files.delete(path());
        write(file, "a");
        assertThat(path()).hasContent("a");
    }

    @Test
    public void aFileThatCannotBePutAsideGrowsOn() throws Exception {
        Files.createDirectories(aside(1).resolve("in the way"));
        TrailFile file = new TrailFile(path(), new Rotation(10, 2, false), clock);
        write(file, "line 1");
        write(file, "line 2");
        assertThat(path()).hasContent("line 1\nline 2");
        assertThat(file.rotationProblem().orElseThrow().reason()).contains("irectory");
    }

    @Test
    public void theDiskGetsWhatIsWrittenWhileItIsSynchronised() throws Exception {
        TrailFile file = watched(() -> synchronise.run(), () -> {});
        synchronise = file::force;
        write(file, "a");
        file.force();
        assertThat(channels).singleElement().matches(WatchedChannel::isSynchronised);
    }

    @Test
    public void theDiskHasAllOfAFileThatSomebodyMovedAway() throws Exception {
        TrailFile file = watched(() -> {}, () -> {});
        write(file, "a");
        Files.move(path(), path().resolveSibling("archive"));
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!Files.exists(path()) && System.nanoTime() < end) {
            write(file, "b");
        }
        assertThat(channels).hasSize(2);
        assertThat(channels.get(0).isSynchronised()).isTrue();
    }

    @Test(timeout = 30_000)
    public void aFileThatIsJustBeingSynchronisedIsClosedAfterwards() throws Exception {
        Semaphore begun = new Semaphore(0);
        Semaphore goesOn = new Semaphore(0);
        TrailFile file = watched(() -> {}, () -> {
            begun.release();
            goesOn.acquireUninterruptibly();
        });
        write(file, "a");
        Thread synchronising = new Thread(file::force);
        synchronising.start();
        begun.acquire();
        Thread closing = new Thread(file::close);
        closing.start();
        while (closing.getState() != Thread.State.BLOCKED && closing.getState() != Thread.State.TERMINATED) {
            Thread.onSpinWait();
        }
        goesOn.release();
        synchronising.join();
        closing.join();
        assertThat(channels).singleElement().matches(WatchedChannel::isSynchronised);
    }

    private TrailFile watched(Runnable beforeWrite, Runnable beforeForce) {
        return new TrailFile(path(), new Rotation(100 << 20, 3, false), clock, path -> {
            channels.add(WatchedChannel.open(path, beforeWrite, beforeForce));
            return channels.get(channels.size() - 1);
        });
    }

    private Path path() {
        return folder.getRoot().toPath().resolve("audit.jsonl");
    }

    private Path aside(int number) {
        return path().resolveSibling("audit.jsonl." + number);
    }

    private static void write(TrailFile file, String line) throws IOException {
        file.append(ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.US_ASCII)));
    }
}
