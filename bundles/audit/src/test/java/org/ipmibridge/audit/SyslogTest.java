package org.ipmibridge.audit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.runtime.api.problem.Problem;
import org.junit.Test;

public class SyslogTest {
    private static final String LINE = new JsonLine(Instant.parse("2026-01-02T03:04:05.006Z"), "command")
            .put("user", "admin")
            .end();
    private static final String MESSAGE = "<85>1 2026-01-02T03:04:05\\.006Z \\S+ ipmibridge \\d+ command - ";

    @Test
    public void aLineIsAMessageOfItsOwnOverUdp() throws Exception {
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            server.setSoTimeout(10_000);
            Syslog syslog = syslog(server.getLocalPort(), false);
            syslog.offer(LINE);
            String message = receive(server);
            assertThat(message).matches("(?s)" + MESSAGE + ".*").endsWith(" - " + LINE);
            syslog.close();
        }
    }

    @Test
    public void overTcpItsLengthGoesFirst() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(10_000);
            Syslog syslog = syslog(server.getLocalPort(), true);
            syslog.offer(LINE);
            syslog.offer(LINE);
            try (Socket client = server.accept();
                    InputStream in = client.getInputStream()) {
                syslog.close();
                String all = new String(in.readAllBytes(), StandardCharsets.US_ASCII);
                String length = all.substring(0, all.indexOf(' '));
                int end = length.length() + 1 + Integer.parseInt(length);
                assertThat(all.substring(0, end))
                        .matches("(?s)\\d+ " + MESSAGE + ".*")
                        .endsWith(LINE);
                assertThat(all.substring(end)).isEqualTo(all.substring(0, end));
            }
        }
    }

    @Test
    public void aServerThatIsDownIsAProblemUntilItIsUpAndTheMessageComesThen() throws Exception {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Syslog syslog = syslog(port, true);
        for (int i = 0; i < 20_000; i++) {
            syslog.offer(LINE);
        }
        await(() -> syslog.problem()
                .filter(it -> it.reason().startsWith("cannot be reached"))
                .isPresent());
        assertThat(syslog.problem().map(Problem::text).orElseThrow())
                .startsWith("syslog 127.0.0.1:" + port + " (TCP): cannot be reached")
                .endsWith(" messages were left out");
        try (ServerSocket server = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(20_000);
            try (Socket client = server.accept();
                    InputStream in = client.getInputStream()) {
                assertThat(in.read()).isPositive();
                await(() -> syslog.problem().isEmpty());
            }
        }
        syslog.close();
    }

    @Test
    public void aServerThatTakesNothingIsAProblemAndIsLeftAtTheEnd() throws Exception {
        String line = new JsonLine(Instant.now(), "command")
                .put("text", "x".repeat(1500))
                .end();
        try (ServerSocket server = new ServerSocket()) {
            server.setReceiveBufferSize(4096);
            server.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 1);
            server.setSoTimeout(30_000);
            Syslog syslog = syslog(server.getLocalPort(), true);
            syslog.offer(LINE);
            try (Socket client = server.accept()) {
                await(() -> {
                    syslog.offer(line);
                    return syslog.problem().isPresent();
                });
                Problem problem = syslog.problem().orElseThrow();
                assertThat(problem.text())
                        .startsWith("syslog 127.0.0.1:" + server.getLocalPort() + " (TCP): it is too slow; ")
                        .endsWith(" messages were left out");
                await(() -> Instant.now().isAfter(problem.since()));
                assertThat(syslog.problem().map(Problem::since)).contains(problem.since());
                syslog.close();
                await(syslog::isEnded);
                assertThat(client.isConnected()).isTrue();
            }
        }
    }

    @Test
    public void aServerThatHasCaughtUpIsNoProblem() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            server.setSoTimeout(30_000);
            Syslog syslog = syslog(server.getLocalPort(), true);
            syslog.offer(LINE);
            try (Socket client = server.accept()) {
                await(() -> {
                    syslog.offer(LINE);
                    return syslog.problem().isPresent();
                });
                client.setSoTimeout(30_000);
                InputStream in = client.getInputStream();
                byte[] some = new byte[1 << 16];
                await(() -> {
                    while (in.available() > 0) {
                        in.read(some);
                    }
                    return syslog.problem().isEmpty();
                });
                syslog.close();
            }
        }
    }

    @Test
    public void nobodyWaitsWhileTheNameOfThisHostIsLookedUp() throws Exception {
        CompletableFuture<String> name = new CompletableFuture<>();
        try (DatagramSocket server = new DatagramSocket(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))) {
            server.setSoTimeout(30_000);
            SyslogTarget target = new SyslogTarget("127.0.0.1", server.getLocalPort(), false, 10, 5);
            Syslog syslog = new Syslog(target, Clock.systemUTC(), () -> name.orTimeout(30, TimeUnit.SECONDS)
                    .exceptionally(late -> "nobody")
                    .join());
            syslog.offer(LINE);
            name.complete("here");
            assertThat(receive(server)).contains("Z here ipmibridge ").endsWith(LINE);
            syslog.close();
        }
    }

    private static void await(Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("time is up").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static String receive(DatagramSocket server) throws Exception {
        DatagramPacket packet = new DatagramPacket(new byte[2000], 2000);
        server.receive(packet);
        return new String(packet.getData(), 0, packet.getLength(), StandardCharsets.US_ASCII);
    }

    private static Syslog syslog(int port, boolean tcp) {
        return new Syslog(new SyslogTarget("127.0.0.1", port, tcp, 10, 5), Clock.systemUTC());
    }
}
