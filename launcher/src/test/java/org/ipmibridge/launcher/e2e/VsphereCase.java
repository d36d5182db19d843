package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.Before;

/** A simulated vCenter with an image, and a bridge that a test starts, with a BMC {@code web} for its machine {@link #VM}. */
public abstract class VsphereCase {
    static final String ON = "Chassis Power is on";
    static final String OFF = "Chassis Power is off";
    static final String UNAVAILABLE = "Destination unavailable";
    static final String VM = "DC0_H0_VM0";
    static final String ISO = "[LocalDS_0] iso/rescue.iso";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    Path data;
    VsphereFiles files;
    VCenterSimulator vcenter;
    RunningBridge bridge;

    @Before
    public void aVCenterWithAnImage() throws Exception {
        Path scratch = Archive.scratch();
        data = scratch.resolve("data");
        vcenter = simulator(VCenterSimulator.builder().identity(scratch.resolve("identity.pem")))
                .start();
        vcenter.makeFile("LocalDS_0", "iso/rescue.iso", "an image");
        files = VsphereFiles.in(scratch.resolve("config"));
        serve();
        files.bmc("web", VM);
    }

    /** What is special about this test's vCenter. */
    VCenterSimulator.Builder simulator(VCenterSimulator.Builder builder) {
        return builder;
    }

    /** Writes the vCenter's file as the vCenter is now, with short times; {@code more} takes the place of what it sets too. */
    final void serve(String... more) throws Exception {
        Map<String, String> lines = new LinkedHashMap<>();
        Stream.concat(
                        Stream.of(
                                "iso = rescue.iso",
                                "iso.datastore = LocalDS_0",
                                "iso.folder = iso",
                                "boot.restore.delay = 200",
                                "timeout.connect = 2000",
                                "timeout.request = 4000"),
                        Stream.of(more))
                .forEach(line -> lines.put(line.split("=", 2)[0], line));
        files.server("vcenter1", vcenter, lines.values().toArray(String[]::new));
    }

    @After
    public void end() {
        if (bridge != null) {
            bridge.close();
        }
        vcenter.close();
    }

    /** Starts the bridge and waits until the machine's power is known. */
    final void start() throws Exception {
        bridge = RunningBridge.start(files.directory(), data);
        bridge.awaitReady();
        await(() -> power().code() == 0);
    }

    /** Asks for the power state, whatever comes of it. */
    final Finished power() throws Exception {
        return files.client("web").run("power", "status");
    }

    /** Runs ipmitool, which must succeed; what it printed. */
    final String ipmi(String... arguments) throws Exception {
        Finished finished = files.client("web").run(arguments);
        assertThat(finished.code()).as("%s", finished).isZero();
        return finished.output();
    }

    /** Runs an operator's command, which must succeed; what it printed. */
    final String shell(String... command) throws Exception {
        List<String> arguments = new ArrayList<>(List.of(Archive.script(), "shell", "--data", data.toString()));
        arguments.addAll(List.of(command));
        Finished finished = Command.run(Map.of(), arguments);
        assertThat(finished.code()).as("%s", finished).isZero();
        return finished.output();
    }

    /** Waits until something is so; how long that took. */
    static Duration await(Callable<Boolean> condition) throws Exception {
        Instant begin = Instant.now();
        while (!condition.call()) {
            if (Instant.now().isAfter(begin.plus(PATIENCE))) {
                throw new AssertionError("it does not come true");
            }
            Thread.sleep(20);
        }
        return Duration.between(begin, Instant.now());
    }
}
