package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.Before;
import org.junit.Test;

/** Running the demonstration: clients, edits of the configuration, restarts and the shell. */
public class OperationIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String ON = "Chassis Power is on";

    private Path data;
    private ConfigFiles config;

    @Before
    public void demonstration() throws Exception {
        Path scratch = Archive.scratch();
        config = ConfigFiles.demonstration(scratch.resolve("config"));
        data = scratch.resolve("data");
    }

    @Test
    public void theFirstPacketIsAnsweredSoonAndMemoryIsModest() throws Exception {
        Probe.answers(config.port(1), Duration.ofMillis(100));
        long start = System.nanoTime();
        try (RunningBridge bridge = start()) {
            assertThat(Probe.answers(config.port(1), PATIENCE)).isTrue();
            long millis = Duration.ofNanos(System.nanoTime() - start).toMillis();
            bridge.awaitReady();
            for (int bmc = 1; bmc <= 3; bmc++) {
                assertThat(client(bmc).run("power", "status").output()).isEqualTo(ON);
            }
            System.out.println("first packet answered after " + millis + " ms; resident memory with three BMCs "
                    + bridge.residentMegabytes() + " MB");
        }
    }

    @Test
    public void oneLinePerBmcAndThenReadyIsPrinted() throws Exception {
        try (RunningBridge bridge = start()) {
            String ready = bridge.awaitReady();

            for (int bmc = 1; bmc <= 3; bmc++) {
                bridge.awaitOut(lineOf(bmc));
            }
            List<String> told = new ArrayList<>(bridge.out());
            told.removeIf(OperationIT::isOfASlowStart);
            assertThat(told).hasSize(4);
            assertThat(ready).startsWith("ready: " + told.indexOf(ready) + " of 3 BMCs answer");
            for (int bmc = 1; bmc <= 3; bmc++) {
                String line = lineOf(bmc);
                assertThat(told).filteredOn(printed -> printed.startsWith(line)).hasSize(1);
            }
        }
    }

    private String lineOf(int bmc) {
        return "vm" + bmc + " at 127.0.0.1:" + config.port(bmc);
    }

    /** What is told besides where a start takes more than ten seconds, or a disk hangs for a moment. */
    private static boolean isOfASlowStart(String line) {
        return line.startsWith("not ready: ")
                || line.endsWith(": still starting")
                || line.endsWith(" problem: see bmc:problems");
    }

    @Test
    public void aBridgeWithSessionsStopsCleanly() throws Exception {
        try (RunningBridge bridge = startedAndReady();
                OpenSession session = OpenSession.open(client(1))) {
            assertThat(session.ask("power status")).isEqualTo(ON);

            assertThat(bridge.stop()).isZero();
            assertThat(bridge.err()).isEmpty();
        }
    }

    @Test
    public void twentyClientsAtOnceAllSucceed() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(20);
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            List<CompletableFuture<Finished>> runs = new ArrayList<>();
            for (int i = 0; i < 20; i++) {
                runs.add(CompletableFuture.supplyAsync(() -> powerStatus(client(1)), threads));
            }

            assertThat(runs).allSatisfy(run -> assertThat(run.join().output()).isEqualTo(ON));
        } finally {
            threads.shutdown();
        }
    }

    @Test
    public void aPowerCycleThatTakesThreeSecondsHappensOnceAndIsReportedOk() throws Exception {
        config.machine("vm1", "power.on.millis", 3000);
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();

            Finished cycle = Command.run(
                    "ipmipower",
                    "-D",
                    "LAN_2_0",
                    "-h",
                    "127.0.0.1:" + config.port(1),
                    "-u",
                    "admin",
                    "-p",
                    "password",
                    "--cycle");
            assertThat(cycle.output()).isEqualTo("127.0.0.1: ok");

            // A machine takes its orders one after the other: this one is done when all cycles are.
            assertThat(shell("machine:power", "vm1", "reset").code()).isZero();
            assertThat(shell("machine:show", "vm1").output().lines().filter(line -> line.contains(" cycle ")))
                    .hasSize(1);
        }
    }

    @Test
    public void aPortInUseIsNamedAndTheOtherBmcsAnswer() throws Exception {
        try (UsedPort used = UsedPort.open();
                RunningBridge bridge = RunningBridge.start(
                        config.bmc("vm2", "port", used.port()).directory(), data)) {
            bridge.awaitReady();

            assertThat(bridge.awaitErr("127.0.0.1:" + used.port())).contains("vm2", "another program");
            assertThat(bridge.err()).hasSize(1);
            assertThat(client(1).run("power", "status").output()).isEqualTo(ON);
            assertThat(client(3).run("power", "status").output()).isEqualTo(ON);
        }
    }

    @Test
    public void aWrongValueIsNamedAndTheOtherBmcsAnswer() throws Exception {
        config.bmc("vm2", "port", "70000");
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();

            assertThat(bridge.awaitErr("70000")).contains("org.ipmibridge.virtual.bmc-vm2.cfg", "port");
            assertThat(bridge.err()).hasSize(1);
            assertThat(client(1).run("power", "status").output()).isEqualTo(ON);
            assertThat(client(3).run("power", "status").output()).isEqualTo(ON);
        }
    }

    @Test
    public void theDemonstrationsPasswordKeepsTheBridgeOnLoopback() throws Exception {
        config.bmc("vm2", "address", "0.0.0.0");
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();

            assertThat(bridge.awaitErr("0.0.0.0")).contains("vm2", "password", "loopback");
            assertThat(bridge.err()).hasSize(1);
            assertThat(Probe.answers(config.port(2), Duration.ofMillis(200))).isFalse();
        }
    }

    @Test
    public void anEditTakesEffectWithoutDroppingTheSessionOfAnotherBmc() throws Exception {
        try (RunningBridge bridge = startedAndReady();
                OpenSession session = OpenSession.open(client(1))) {
            assertThat(session.ask("power status")).isEqualTo(ON);

            int port = ConfigFiles.freePort();
            config.bmc("vm2", "port", port);

            assertThat(Probe.answers(port, PATIENCE)).isTrue();
            assertThat(session.ask("power status")).isEqualTo(ON);
            assertThat(bridge.err()).isEmpty();
        }
    }

    @Test
    public void aPasswordThatAClientSetsSurvivesARestart() throws Exception {
        config.user(3, "oper", "test", "operator");
        Client before = new Client(config.port(1), "oper", "test");
        Client after = new Client(config.port(1), "oper", "changed");
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            assertThat(before.run("-L", "OPERATOR", "power", "status").output()).isEqualTo(ON);

            Finished set = client(1).run("user", "set", "password", "3", "changed");
            assertThat(set.code()).as(set.output()).isZero();
            assertThat(after.run("-L", "OPERATOR", "power", "status").output()).isEqualTo(ON);
            assertThat(bridge.stop()).isZero();
            assertThat(bridge.logged()).doesNotContain("changed");
        }
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            assertThat(after.run("-L", "OPERATOR", "power", "status").output()).isEqualTo(ON);
            assertThat(before.run("-L", "OPERATOR", "power", "status").code()).isNotZero();
        }
    }

    @Test
    public void packetsAreLoggedAsSoonAsTheLevelIsDebug() throws Exception {
        Client client = new Client(config.port(1), "admin", "tested-only");
        config.user("admin", ".password", client.password());
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            assertThat(client.run("power", "status").output()).isEqualTo(ON);
            assertThat(bridge.logged()).doesNotContain(" DEBUG ");

            config.set("org.ops4j.pax.logging.cfg", "level", "DEBUG");

            bridge.awaitLog(" DEBUG ", () -> Probe.answers(config.port(1), PATIENCE));
            assertThat(client.run("power", "status").output()).isEqualTo(ON);
            assertThat(bridge.err()).isEmpty();
            assertThat(bridge.logged()).doesNotContain(client.password());
        }
    }

    @Test
    public void theShellRunsACommandAndPassesItsExitCodeOn() throws Exception {
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();

            Finished list = shell("bmc:list");
            assertThat(list.code()).isZero();
            assertThat(list.output()).contains("vm1", "127.0.0.1:" + config.port(1), "vm2", "vm3");
            assertThat(shell("machine:power", "vm1").output()).contains("on");
            assertThat(shell("machine:power", "vm9").code()).isEqualTo(1);
            assertThat(shell("machine:fly", "vm1").code()).isEqualTo(2);
            assertThat(shell("machine:power", "vm1; felix:stop 0").code()).isEqualTo(1);
            assertThat(bridge.isAlive()).isTrue();
        }
    }

    @Test
    public void noOtherUserReachesTheShell() throws Exception {
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            Path socket = Path.of(
                    Files.readString(data.resolve("run").resolve("shell.path")).strip());

            assertThat(permissions(socket)).isEqualTo("rw-------");
            assertThat(permissions(socket.getParent())).isEqualTo("rwx------");
        }
    }

    @Test
    public void noOtherUserReadsTheCopiesOfConfigurations() throws Exception {
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();

            assertThat(permissions(data.resolve("cache"))).isEqualTo("rwx------");
            assertThat(bridge.stop()).isZero();
        }
    }

    private RunningBridge startedAndReady() throws Exception {
        RunningBridge bridge = start();
        bridge.awaitReady();
        return bridge;
    }

    private RunningBridge start() throws Exception {
        return RunningBridge.start(config.directory(), data);
    }

    private Client client(int bmc) {
        return Client.admin(config.port(bmc));
    }

    private static Finished powerStatus(Client client) {
        try {
            return client.run("power", "status");
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private Finished shell(String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(Archive.script(), "shell", "--data", data.toString()));
        arguments.addAll(List.of(command));
        return Command.run(Map.of(), arguments);
    }

    private static String permissions(Path path) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
