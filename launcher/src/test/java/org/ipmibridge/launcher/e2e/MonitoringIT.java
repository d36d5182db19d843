package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.Socket;
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

    private Scrape scrape;
    private Path data;
    private ConfigFiles config;

    @Before
    public void demonstration() throws Exception {
        Path scratch = Archive.scratch();
        config = ConfigFiles.demonstration(scratch.resolve("config"));
        data = scratch.resolve("data");
        scrape = Scrape.atFreePort();
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
                        "url = https://127.0.0.1:" + scrape.port(),
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
        config.session("login.seconds", 5);
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            config.write(METRICS, "enabled = true", "port = " + scrape.port());
            await(() -> scrape.page("/-/ready").equals("ready\n"));
            assertThat(scrape.page("/metrics"))
                    .contains(
                            "ipmibridge_bmcs{state=\"listening\"} 3.0",
                            "ipmibridge_logins_total{outcome=\"opened\"} 0.0");

            assertThat(Client.admin(config.port(1)).run("power", "status").code())
                    .isZero();
            assertThat(new Client(config.port(1), "admin", "wrong")
                            .run("power", "status")
                            .code())
                    .isNotZero();

            // A client that asks again when an answer is late counts more than once.
            await(() -> scrape.value("ipmibridge_commands_total{code=\"0x00\",command=\"Get Chassis Status\"}") >= 1);
            await(() -> scrape.value("ipmibridge_logins_total{outcome=\"refused\"}") >= 1);
            assertThat(scrape.value("ipmibridge_logins_total{outcome=\"opened\"}"))
                    .isGreaterThanOrEqualTo(1);
            assertThat(scrape.value("ipmibridge_packets_received_total")).isGreaterThan(8);
            assertThat(scrape.value("process_open_fds")).isGreaterThan(10);

            config.write(METRICS, "enabled = false", "port = " + scrape.port());
            await(() -> scrape.isOver());
            assertThat(Client.admin(config.port(1)).run("power", "status").code())
                    .isZero();
            assertThat(bridge.err()).isEmpty();
        }
    }

    @Test
    public void clientsThatNeverFinishTheirRequestKeepNobodyFromTheFigures() throws Exception {
        config.write(METRICS, "enabled = true", "port = " + scrape.port());
        List<Socket> slow = new ArrayList<>();
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            await(() -> scrape.page("/metrics").contains("ipmibridge_bmcs"));
            double files = scrape.value("process_open_fds");
            for (int i = 0; i < SLOW_CLIENTS; i++) {
                Socket socket = new Socket(InetAddress.getLoopbackAddress(), scrape.port());
                slow.add(socket);
                socket.getOutputStream().write("GET /metrics HTTP/1.1\r\nX: ".getBytes(StandardCharsets.US_ASCII));
            }

            long begun = System.nanoTime();
            assertThat(scrape.page("/metrics")).contains("ipmibridge_bmcs");
            System.out.println("with " + SLOW_CLIENTS + " slow clients figures came after "
                    + Duration.ofNanos(System.nanoTime() - begun).toMillis() + " ms");
            assertThat(scrape.value("process_open_fds")).isLessThan(files + SLOW_CLIENTS / 2);
            await(() -> scrape.value("process_open_fds") < files + 10);
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

    private static void await(Condition condition) throws Exception {
        Instant end = Instant.now().plus(PATIENCE);
        while (!condition.holds()) {
            assertThat(Instant.now()).isBefore(end);
            Thread.sleep(50);
        }
    }

    private interface Condition {
        boolean holds() throws Exception;
    }
}
