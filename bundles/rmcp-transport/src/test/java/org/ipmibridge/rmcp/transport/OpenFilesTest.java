package org.ipmibridge.rmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.api.transport.Listeners.Outcome;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeClock;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class OpenFilesTest {
    private static final int OTHERS = 10;
    private static final int BMCS = 60;

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    @Rule
    public final Transport transport = new Transport();

    private final LogRecorder log = new LogRecorder("org.ipmibridge.rmcp.transport");

    private Path process;

    @Before
    public void aProcessWithSomeFiles() throws IOException {
        process = folder.getRoot().toPath();
        Path open = Files.createDirectory(process.resolve("fd"));
        for (int i = 0; i < OTHERS; i++) {
            Files.createFile(open.resolve(Integer.toString(i)));
        }
    }

    @After
    public void stopRecording() {
        log.close();
    }

    @Test
    public void someFilesAreLeftToTheRestOfTheBridge() throws IOException {
        limit(OTHERS + OpenFiles.RESERVE + 2);
        OpenFiles files = new OpenFiles(process, new FakeClock());
        assertThat(files.takeOne()).isTrue();
        assertThat(files.takeOne()).isTrue();
        Files.createFile(process.resolve("fd/socket1"));
        Files.createFile(process.resolve("fd/socket2"));
        assertThat(files.takeOne()).isFalse();
    }

    @Test
    public void whatIsClosedMakesRoom() throws IOException {
        limit(OTHERS + OpenFiles.RESERVE);
        OpenFiles files = new OpenFiles(process, new FakeClock());
        assertThat(files.takeOne()).isFalse();
        Files.delete(process.resolve("fd/1"));
        files.review(1, 0);
        assertThat(files.takeOne()).isTrue();
        files.review(1, 1);
        assertThat(files.problem()).isEmpty();
    }

    @Test
    public void withoutALimitThereIsRoomForAll() {
        OpenFiles files = new OpenFiles(process.resolve("nowhere"), new FakeClock());
        for (int i = 0; i < 100_000; i++) {
            assertThat(files.takeOne()).isTrue();
        }
    }

    @Test
    public void aKernelThatRefusesIsBelieved() throws IOException {
        limit(1_000_000);
        OpenFiles files = new OpenFiles(process, new FakeClock());
        assertThat(files.takeOne()).isTrue();
        files.exhausted();
        assertThat(files.takeOne()).isFalse();
        files.review(2, 0);
        assertThat(files.problem()).isPresent();
    }

    @Test
    public void bmcsWithoutRoomAreOneLineAndListenWhenTheLimitIsRaised() throws Exception {
        Path ours = Path.of("/proc/self/fd");
        Path real = Files.createDirectory(process.resolve("real"));
        Files.createSymbolicLink(real.resolve("fd"), ours);
        limit(real, count(ours) + OpenFiles.RESERVE + BMCS / 2);
        transport.useProcess(real);
        List<FakeBmc> bmcs = new ArrayList<>();
        for (int i = 1; i <= BMCS; i++) {
            FakeBmc bmc = new FakeBmc("vm" + i).withEndpoint(Client.free("127.0.0.1"));
            bmcs.add(bmc);
            transport.supervisor.add(bmc);
        }

        String line = awaitError();

        long open = bmcs.stream().filter(this::listens).count();
        assertThat(open).isBetween(1L, BMCS - 1L);
        assertThat(line)
                .matches("limit of open files: only " + open + " of " + BMCS + " BMCs can listen: the process may"
                        + " have [0-9]+ files open, and needs [0-9]+; raise it with ulimit -n, or LimitNOFILE= of the systemd unit,"
                        + " and start again, or now with prlimit --nofile");
        for (FakeBmc bmc : bmcs) {
            if (!listens(bmc)) {
                assertThat(transport.awaitFailure(bmc))
                        .isEqualTo("cannot listen on " + Transport.text(bmc.endpoint()) + ": " + line);
            }
        }

        limit(real, 1_000_000);
        for (FakeBmc bmc : bmcs) {
            transport.await(bmc, Outcome.OPEN);
        }
        assertThat(log.lines(Level.ERROR)).containsExactly(line);
    }

    private String awaitError() {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (log.lines(Level.ERROR).isEmpty()) {
            assertThat(System.nanoTime()).as("time").isLessThan(deadline);
            Thread.onSpinWait();
        }
        return log.lines(Level.ERROR).get(0);
    }

    private boolean listens(FakeBmc bmc) {
        return transport.supervisor.outcome(bmc).equals(Optional.of(Outcome.OPEN));
    }

    private static int count(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            return (int) files.count();
        }
    }

    private void limit(int files) throws IOException {
        limit(process, files);
    }

    private static void limit(Path process, int files) throws IOException {
        Files.writeString(process.resolve("limits"), """
                Limit                     Soft Limit           Hard Limit           Units
                Max processes             96453                96453                processes
                Max open files            %-20d 1048576              files
                """.formatted(files));
    }
}
