package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.Before;
import org.junit.Test;

/** What watches the bridge from outside: {@code bridge status}, and the figures over HTTP. */
public class MonitoringIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String METRICS = "org.ipmibridge.metrics.cfg";
    private static final String SERVER = "org.ipmibridge.hypervisor.vmware-away.cfg";
    private static final int SLOW_CLIENTS = 200;

    private final HttpClient http = HttpClient.newHttpClient();
    private Path data;
    private ConfigFiles config;

    @Before
    public void demonstration() throws Exception {
        Path scratch = Archive.scratch();
        config = ConfigFiles.demonstration(scratch.resolve("config"));
        data = scratch.resolve("data");
    }

    @Test
    public void theStatusOfABridgeIsWellOrDegradedOrThatItDoesNotRun() throws Exception {
        assertThat(status()).extracting(Finished::code).isEqualTo(3);
        assertThat(status().output()).isEqualTo("bridge: no bridge runs with the data directory " + data);
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();

            Finished well = status();
            assertThat(well.code()).as("%s", well).isZero();
            assertThat(well.output().lines())
                    .contains(
                            "state:       ok",
                            "bmcs:        3 of 3 listening",
                            "bundles:     all run",
                            "problems:    0");
            assertThat(well.output()).contains("process:     " + bridge.pid() + ", up ");
            System.out.println("bridge status took " + well.millis() + " ms");

            Finished json = status("--json");
            assertThat(json.code()).isZero();
            assertThat(json.output())
                    .startsWith("{\"state\":\"ok\",\"reason\":null,")
                    .contains("\"bmcs\":{\"listening\":3,\"total\":3,\"starting\":0,\"failed\":0,\"disabled\":0}");
            assertThat(status("--jason").code()).isEqualTo(2);

            bridge.kill();
            assertThat(status().code()).isEqualTo(3);
        }
    }

    @Test
    public void aPortInUseAndAServerThatIsAwayDegradeTheBridge() throws Exception {
        try (UsedPort used = UsedPort.open()) {
            config.bmc("vm2", "port", used.port());
            try (RunningBridge bridge = start()) {
                bridge.awaitReady();
                Finished silent = status();
                assertThat(silent.code()).as("%s", silent).isEqualTo(1);
                assertThat(silent.output())
                        .contains("degraded: 1 problem", "2 of 3 listening", "vm2", Integer.toString(used.port()));

                config.write(
                        SERVER,
                        "name = away",
                        "url = https://127.0.0.1:" + freePort(),
                        "user = nobody",
                        ".password = tested-only",
                        "trust.fingerprint = " + "00".repeat(32));
                await(() -> status().output().contains("degraded: 2 problems"));
                assertThat(status().output().lines())
                        .anySatisfy(line -> assertThat(line).matches("  away +https://127.0.0.1:.*refused.*"))
                        .noneSatisfy(line -> assertThat(line).contains("tested-only"));
                assertThat(status("--json").output()).contains("\"state\":\"degraded\"", "\"problemCount\":2");
            }
        }
    }

    @Test
    public void whoAsksABridgeThatHangsIsToldSo() throws Exception {
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            signal(bridge, "STOP");

            Finished hanging = status();

            signal(bridge, "CONT");
            assertThat(hanging.code()).isEqualTo(1);
            assertThat(hanging.output()).contains("has not answered for 10 seconds");
        }
    }

    @Test
    public void figuresMoveWithCommandsAndLogInsWhileTheyAreSwitchedOn() throws Exception {
        config.session("login.seconds", 1);
        int port = freePort();
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            config.write(METRICS, "enabled = true", "port = " + port);
            await(() -> get(port, "/-/ready").equals("ready\n"));
            assertThat(get(port, "/metrics"))
                    .contains(
                            "ipmibridge_bmcs{state=\"listening\"} 3.0",
                            "ipmibridge_logins_total{outcome=\"opened\"} 0.0");

            assertThat(Client.admin(config.port(1)).run("power", "status").code())
                    .isZero();
            assertThat(new Client(config.port(1), "admin", "wrong")
                            .run("power", "status")
                            .code())
                    .isNotZero();

            await(() -> get(port, "/metrics")
                    .contains("ipmibridge_commands_total{code=\"0x00\",command=\"Get Chassis Status\"} 1.0"));
            await(() -> value(port, "ipmibridge_logins_total{outcome=\"refused\"}") >= 1);
            assertThat(value(port, "ipmibridge_logins_total{outcome=\"opened\"}"))
                    .isEqualTo(1);
            assertThat(value(port, "ipmibridge_packets_received_total")).isGreaterThan(8);
            assertThat(value(port, "process_open_fds")).isGreaterThan(10);

            config.write(METRICS, "enabled = false", "port = " + port);
            await(() -> isFree(port));
            assertThat(Client.admin(config.port(1)).run("power", "status").code())
                    .isZero();
            assertThat(bridge.err()).isEmpty();
        }
    }

    @Test
    public void clientsThatNeverFinishTheirRequestKeepNobodyFromTheFigures() throws Exception {
        int port = freePort();
        config.write(METRICS, "enabled = true", "port = " + port);
        List<Socket> slow = new ArrayList<>();
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            await(() -> get(port, "/metrics").contains("ipmibridge_bmcs"));
            double files = value(port, "process_open_fds");
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), port);
                slow.add(socket);
                socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            }

            long begun = System.nanoTime();
            assertThat(get(port, "/metrics")).contains("ipmibridge_bmcs");
            System.out.println("with " + SLOW_CLIENTS + " slow clients figures came after "
                    + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            assertThat(value(port, "process_open_fds")).isLessThan(files + SLOW_CLIENTS / 2);
            await(() -> value(port, "process_open_fds") < files + 10);
        } finally {
            for (Socket socket : slow) {
                socket.close();
            }
        }
    }

    private RunningBridge start() throws Exception {
        return RunningBridge.start(config.directory(), data);
    }

    private Finished status(String... options) throws Exception {
        List<String> command = new ArrayList<>(List.of(Archive.script(), "status", "--data", data.toString()));
        command.addAll(List.of(options));
        return Command.run(Map.of(), command);
    }

    private static void signal(RunningBridge bridge, String signal) throws Exception {
        assertThat(Command.run("kill", "-" + signal, Long.toString(bridge.pid()))
                        .code())
                .isZero();
    }

    private String get(int port, String path) throws IOException, InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString()).body();
    }

    private double value(int port, String sample) throws IOException, InterruptedException {
        return get(port, "/metrics")
                .lines()
                .filter(line -> line.startsWith(sample + " "))
                .mapToDouble(line -> Double.parseDouble(line.substring(sample.length() + 1)))
                .findFirst()
                .orElse(Double.NaN);
    }

    private static boolean isFree(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!isTrue(condition)) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }

    private static boolean isTrue(Condition condition) throws Exception {
        try {
            return condition.holds();
        } catch (IOException e) {
            // Nobody listens yet.
            return false;
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
