package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.testkit.load.FleetFiles;
import org.ipmibridge.testkit.load.LogInStorm;
import org.ipmibridge.testkit.load.Sweep;
import org.junit.AfterClass;
import org.junit.BeforeClass;
import org.junit.Test;

/** Thousands of BMCs in one bridge, each at a loopback address of its own. How long things take is printed, and depends on the machine. */
public class ScaleIT {
    private static final int BMCS = 5_000;
    private static final int NETWORK = 71;
    private static final int CLIENTS = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(240);
    /** Those of a bridge with three BMCs, and some to spare. */
    private static final int THREADS = 80;

    private static final int MEGABYTES = 512;

    private static List<InetSocketAddress> endpoints;
    private static Path data;
    private static RunningBridge bridge;
    private static String ready;
    private static long linesAtReady;

    @BeforeClass
    public static void start() throws Exception {
        Path scratch = Archive.scratch();
        data = scratch.resolve("data");
        int port = ConfigFiles.freePort();
        FleetFiles.write(Archive.home(), scratch.resolve("config"), BMCS, NETWORK, port);
        // So that a machine with much else to do has no log-in given up that was not answered in time.
        Path sessions = scratch.resolve("config/org.ipmibridge.ipmi.session.cfg");
        Files.writeString(sessions, Files.readString(sessions).replace("login.seconds = 10", "login.seconds = 120"));
        endpoints = FleetFiles.endpoints(BMCS, NETWORK, port);
        long begin = System.nanoTime();
        bridge = RunningBridge.start(scratch.resolve("config"), data);
        assertAllAnswer();
        print("all answer " + millis(begin) + " ms after the start");
        ready = bridge.awaitReady();
        linesAtReady = bridge.logged().lines().count();
    }

    @AfterClass
    public static void stop() throws Exception {
        if (bridge != null) {
            long begin = System.nanoTime();
            assertThat(bridge.stop()).isZero();
            print("stopped after " + millis(begin) + " ms");
        }
    }

    @Test
    public void thousandsOfBmcsShareThreadsAndMemory() throws Exception {
        long threads = Footprint.of(bridge.pid()).threadCount();
        long megabytes = bridge.residentMegabytes();
        print(threads + " threads, " + megabytes + " MB resident");
        assertThat(threads).isLessThan(THREADS);
        assertThat(megabytes).isLessThan(MEGABYTES);
    }

    @Test
    public void theStartIsToldInFewLines() throws Exception {
        print(ready);
        assertThat(bridge.out()).hasSizeLessThan(100);
        print(linesAtReady + " lines in the log when it was ready");
        assertThat(linesAtReady).isLessThan(BMCS / 4);
        assertThat(bridge.err()).isEmpty();
    }

    @Test
    public void aThousandClientsThatLogInWithinASecondAllCanLogIn() throws Exception {
        List<InetSocketAddress> some = endpoints.subList(BMCS / 2, BMCS / 2 + CLIENTS);
        LogInStorm.Result storm = LogInStorm.run(some, Login.of("admin", "password"), CLIENTS, Duration.ofSeconds(1));
        print(storm.toString());
        assertThat(storm.refused()).isZero();
        assertThat(storm.unanswered()).isZero();
        assertThat(storm.loggedIn()).isEqualTo(CLIENTS);
    }

    @Test
    public void theShellListsThemAll() throws Exception {
        Finished list = Command.run(Archive.script(), "shell", "--data", data.toString(), "bmc:list");
        print("bmc:list took " + list.millis() + " ms");
        assertThat(list.output().lines()).hasSize(1 + BMCS);
        assertThat(list.output()).contains("sim-00001 ", "sim-0" + BMCS + " ");
    }

    @Test
    public void allAnswerAfterTheBundleWithTheSocketsWasReplaced() throws Exception {
        Finished restart =
                Command.run(Archive.script(), "shell", "--data", data.toString(), "bundle:restart", "rmcp.transport");
        print(restart.output().strip());
        assertThat(restart.code()).isZero();
        assertAllAnswer();
    }

    private static void assertAllAnswer() throws Exception {
        assertThat(Sweep.await(endpoints, PATIENCE)).as("silent BMCs").isEmpty();
    }

    private static long millis(long begin) {
        return Duration.ofNanos(System.nanoTime() - begin).toMillis();
    }

    private static void print(String text) {
        System.out.println(BMCS + " BMCs: " + text);
    }
}
