package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.problem.Problem;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;

public class TrailTest {
    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final Map<Object, Object> left = new ConcurrentHashMap<>();

    @Test
    public void aBundleThatIsReplacedLeavesWhatItCouldNotWriteToItsSuccessor() throws Exception {
        Files.createDirectories(path().getParent());
        Files.createSymbolicLink(path(), Path.of("/dev/full"));
        Trail trail = trail();
        assertThatThrownBy(() -> trail.add("{\"a\":1}").toCompletableFuture().get(10, TimeUnit.SECONDS))
                .hasMessageContaining("not in the file yet");
        assertThat(trail.problems()).extracting(Problem::source).containsExactly(path().toString());
        trail.close();
        assertThat(left).isNotEmpty();

        Files.delete(path());
        trail().close();

        assertThat(left).isEmpty();
        assertThat(Files.readAllLines(path()))
                .hasSize(5)
                .contains("{\"a\":1}")
                .satisfies(lines -> assertThat(lines.get(0)).contains("audit.started"))
                .satisfies(lines -> assertThat(lines.get(4)).contains("audit.stopped"));
    }

    @Test
    public void aFloodOfFailedLogInsLeavesLinesForWhatMattersAndIsCounted() throws Exception {
        Trail trail = trail();
        for (int i = 0; i < 20_000; i++) {
            trail.refused(new SessionChange(
                    Instant.now(), SessionChange.Kind.REFUSED, "vm1", 0, peer(), "eve", "no", Duration.ZERO));
        }
        trail.close();
        List<String> refused = Files.readAllLines(path()).stream()
                .filter(line -> line.contains("session.refused"))
                .toList();
        assertThat(refused).hasSizeBetween(1000, 5000);
        long counted = refused.stream()
                .map(line -> FlatJson.read(line).getOrDefault("leftOut", "0"))
                .mapToLong(Long::parseLong)
                .sum();
        long named = refused.stream().filter(line -> line.contains("\"eve\"")).count();
        assertThat(counted + named).isEqualTo(20_000);
    }

    @Test
    public void aProblemSaysSinceWhenItIsThere() throws Exception {
        Files.createDirectories(path().resolveSibling("audit.jsonl.1").resolve("in the way"));
        Trail trail = trail(new Rotation(10, 2, false), Optional.empty());
        trail.add("{\"a\":1}").toCompletableFuture().get(30, TimeUnit.SECONDS);
        trail.add("{\"b\":2}").toCompletableFuture().get(30, TimeUnit.SECONDS);
        Problem problem = trail.problems().get(0);
        assertThat(problem.text()).contains("cannot be put aside, and grows on");
        Instant seen = Instant.now();
        while (!Instant.now().isAfter(seen)) {
            Thread.onSpinWait();
        }
        trail.add("{\"c\":3}").toCompletableFuture().get(30, TimeUnit.SECONDS);
        assertThat(trail.problems()).containsExactly(problem);
        trail.close();
    }

    @Test
    public void theSyslogServerIsToldOfTheBeginningAndOfTheEnd() throws Exception {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            server.setSoTimeout(30_000);
            Trail trail = trail(Optional.of(new SyslogTarget("127.0.0.1", server.getLocalPort(), false, 10, 5)));
            assertThat(receive(server)).contains("\"event\":\"audit.started\"");
            trail.close();
            assertThat(receive(server)).contains("\"event\":\"audit.stopped\"");
        }
    }

    private static String receive(DatagramSocket server) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        server.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    private Trail trail() {
        return trail(Optional.empty());
    }

    private Trail trail(Optional<SyslogTarget> syslog) {
        return trail(Settings.standard(folder.getRoot().toPath()).rotation(), syslog);
    }

    private Trail trail(Rotation rotation, Optional<SyslogTarget> syslog) {
        Settings standard = Settings.standard(folder.getRoot().toPath());
        Settings settings = new Settings(
                true, path(), rotation, standard.sync(), Duration.ofMillis(50), standard.queueLines(), 100, syslog);
        return new Trail(settings, new HandOver(left), () -> false, "1.0.0");
    }

    private Path path() {
        return folder.getRoot().toPath().resolve("audit").resolve("audit.jsonl");
    }

    private static InetSocketAddress peer() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 4000);
    }
}
