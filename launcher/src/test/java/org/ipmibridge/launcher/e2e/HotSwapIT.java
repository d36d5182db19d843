package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.launcher.swap.Load;
import org.ipmibridge.launcher.swap.LogTail;
import org.ipmibridge.launcher.swap.Meter;
import org.ipmibridge.launcher.swap.NewerJar;
import org.ipmibridge.launcher.swap.OemBundle;
import org.ipmibridge.launcher.swap.SwapTable;
import org.ipmibridge.launcher.swap.ToolLoop;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/**
 * Everything that can be replaced or changed while the bridge runs is, one after the other, under {@link #SESSIONS} busy sessions and
 * ipmitool in a loop. No command of theirs may fail and no session may be lost; how long they waited is printed.
 */
public class HotSwapIT {
    private static final int SESSIONS = 64;
    private static final int ROUNDS = Integer.getInteger("swap.rounds", 3);
    private static final int MOMENT_OF_LOAD = 12;
    private static final String OURS = "org.ipmibridge.";

    /** To look at one swap alone. */
    private static final String ONLY = System.getProperty("swap.only", ".*");

    /** A part of the bridge, and how it is replaced or changed. */
    private record Swap(String name, Action action) {}

    private interface Action {
        void in(int round) throws Exception;
    }

    private final List<Swap> swaps = new ArrayList<>();
    private final Meter meter = new Meter();
    private final SwapTable table = new SwapTable();
    private Path scratch;
    private Path home;
    private Path data;
    private VCenterSimulator vcenter;
    private ConfigFiles config;
    private RunningBridge bridge;
    private int webPort;

    @Before
    public void aBridgeWithBmcsOfTwoHypervisors() throws Exception {
        scratch = Archive.scratch();
        home = Archive.home();
        data = scratch.resolve("data");
        vcenter = VCenterSimulator.builder().start();
        vcenter.makeFile("LocalDS_0", "iso/rescue.iso", "an image");
        config = ConfigFiles.demonstration(scratch.resolve("config"));
        config.write(
                "org.ipmibridge.hypervisor.vmware-vcenter1.cfg",
                "name = vcenter1",
                "url = " + vcenter.url(),
                "user = " + VCenterSimulator.USER,
                ".password = " + VCenterSimulator.PASSWORD,
                "trust.fingerprint = " + vcenter.fingerprint(),
                "iso = rescue.iso",
                "iso.datastore = LocalDS_0",
                "iso.folder = iso");
        webPort = ConfigFiles.freePort();
        config.bmc("web", "port", webPort).bmc("web", "machine", "DC0_H0_VM0");
        config.session("sessions.max", SESSIONS);
        config.set("org.ops4j.pax.logging.cfg", "file.size", "1GB"); // as it is read here
        bridge = RunningBridge.start(config.directory(), data);
        bridge.awaitReady();
        VsphereCase.await(() -> Client.admin(webPort).run("power", "status").code() == 0);
    }

    @After
    public void end() {
        if (bridge != null) {
            bridge.close();
        }
        vcenter.close();
    }

    @Test
    public void noClientNoticesThatAPartOfTheBridgeIsReplaced() throws Exception {
        LogTail log = new LogTail(bridge.log());
        bundles(log);
        deployments(log);
        configurations(log);
        swaps.removeIf(swap -> !swap.name().matches(ONLY));
        List<InetSocketAddress> bmcs = Stream.of(config.port(1), config.port(2), config.port(3), webPort)
                .map(port -> new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
                .toList();
        Callable<String> tool1 = () -> powerStatus(Client.admin(config.port(1)));
        Callable<String> tool2 = () -> powerStatus(Client.admin(webPort));
        Callable<String> tool3 = () -> powerStatus(Client.admin(config.port(3)));
        try (Load load = new Load(SESSIONS, bmcs, bmcs.get(2), Login.of("admin", "password"), meter);
                ToolLoop tools = new ToolLoop(List.of(tool1, tool2, tool3), meter)) {
            tools.start();
            meter.begin("(nothing)");
            load.awaitAnswers(10 * MOMENT_OF_LOAD);
            table.add("(nothing)", meter.end());
            for (int round = 1; round <= ROUNDS; round++) {
                for (Swap swap : swaps) {
                    log.skip();
                    meter.begin(swap.name());
                    swap.action().in(round);
                    load.awaitAnswers(MOMENT_OF_LOAD);
                    table.add(swap.name(), meter.end());
                }
            }
        } finally {
            System.out.println(table);
            meter.troubles().forEach(System.out::println);
        }
        assertThat(meter.troubles()).isEmpty();
        assertThat(table.total().errors()).isZero();
    }

    /** Before the answer, ipmitool may say that it sent something again: that covers it, however busy the machine is that tests this. */
    private static String powerStatus(Client client) throws Exception {
        Finished status = client.run("power", "status");
        return status.code() == 0 && status.output().endsWith("Chassis Power is on") ? "" : "ipmitool: " + status;
    }

    /** Every bundle of ours: updated to a newer version by a jar in deploy/, and restarted. */
    private void bundles(LogTail log) throws Exception {
        try (Stream<Path> jars = Files.list(home.resolve("bundles"))) {
            for (Path jar : jars.sorted().toList()) {
                String bundle = NewerJar.symbolicName(jar);
                if (bundle.startsWith(OURS)) {
                    String shown = bundle.substring(OURS.length());
                    swaps.add(new Swap("update " + shown, round -> {
                        deploy(NewerJar.of(jar, "1.0." + round, scratch.resolve("newer.jar")), jar.getFileName());
                        log.await("deploy: " + bundle + " 1.0." + round + " works");
                    }));
                    swaps.add(new Swap(
                            "restart " + shown,
                            round -> VsphereCase.await(
                                    () -> shell("bundle:restart", shown).code() == 0)));
                }
            }
        }
    }

    /** Bundles that come and go: an override of one of ours, and one of somebody else's. */
    private void deployments(LogTail log) {
        Path override = Path.of("override.jar");
        Path own = home.resolve("bundles");
        swaps.add(new Swap("override commands.app", round -> {
            Path jar = Archive.only(own, "commands-app-*.jar");
            deploy(NewerJar.of(jar, "2.0." + round, scratch.resolve("newer.jar")), override);
            log.await("deploy: org.ipmibridge.commands.app 2.0." + round + " works");
        }));
        swaps.add(new Swap("remove that override", round -> {
            Files.delete(deployed(override));
            log.await("deploy: org.ipmibridge.commands.app 1.0." + round + " works");
        }));
        Path oem = Path.of("oem.jar");
        swaps.add(new Swap("new bundle", round -> {
            deploy(oemBundle("1.0.1"), oem);
            VsphereCase.await(() -> oemVersion().equals("01"));
        }));
        swaps.add(new Swap("a newer one of it", round -> {
            deploy(oemBundle("1.0.2"), oem);
            VsphereCase.await(() -> oemVersion().equals("02"));
        }));
        swaps.add(new Swap("remove it", round -> {
            Files.delete(deployed(oem));
            log.await("deploy: org.example.oem 1.0.2 is removed");
        }));
    }

    private Path oemBundle(String version) throws IOException {
        String imports = "org.osgi.framework,org.ipmibridge.ipmi.api.command;version=\"[1,2)\"";
        return NewerJar.of(OemBundle.class, "org.example.oem", imports, version, scratch.resolve("newer.jar"));
    }

    /** What the bundle of somebody else's answers. */
    private String oemVersion() throws Exception {
        Finished raw = Client.admin(config.port(1))
                .run("raw", Integer.toString(OemBundle.NET_FN), Integer.toString(OemBundle.COMMAND));
        return raw.output().strip();
    }

    private Path deployed(Path name) {
        return data.resolve("deploy").resolve(name);
    }

    /** Puts a jar in deploy/ at once. */
    private void deploy(Path jar, Path name) throws IOException {
        Files.createDirectories(deployed(name).getParent());
        Files.move(jar, deployed(name), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private Finished shell(String... command) throws Exception {
        List<String> line = new ArrayList<>(
                List.of(home.resolve("bin").resolve("bridge").toString(), "shell", "--data", data.toString()));
        line.addAll(List.of(command));
        return Command.run(Map.of(), line);
    }

    /** Every PID. */
    private void configurations(LogTail log) throws IOException {
        String otherBmc = "org.ipmibridge.virtual.bmc-vm3.cfg";
        List<Integer> ports = List.of(ConfigFiles.freePort(), ConfigFiles.freePort());
        // A BMC that carries no load, whose port moves.
        config.bmc("spare", "port", ports.get(0)).bmc("spare", "machine", "vm1");
        edit("port of another BMC", log, "org.ipmibridge.virtual.bmc-spare.cfg", "port", ports.get(1), ports.get(0));
        edit("cipher suites", log, "org.ipmibridge.ipmi.session.cfg", "cipher.suites", "3,17", "17,3,16");
        edit("idle time", log, "org.ipmibridge.ipmi.session.cfg", "idle.seconds", 61, 60);
        edit("transport: I/O threads", log, "org.ipmibridge.rmcp.transport.cfg", "io.threads", 3, 2);
        edit(
                "transport: receive buffer",
                log,
                "org.ipmibridge.rmcp.transport.cfg",
                "receive.buffer.bytes",
                1 << 19,
                1 << 20);
        edit("chassis", log, "org.ipmibridge.commands.chassis.cfg", "cycle.when.off", "on", "refuse");
        edit("backend: simulated to VMware", log, otherBmc, "machine", "DC0_H0_VM1");
        edit("backend: VMware to simulated", log, otherBmc, "machine", "vm3");
        edit(
                "simulated machine",
                log,
                "org.ipmibridge.hypervisor.simulated.machine-vm1.cfg",
                "iso",
                "[isos] install.iso",
                "[isos] rescue.iso");
        edit(
                "simulated hypervisor",
                log,
                "org.ipmibridge.hypervisor.simulated.cfg",
                "state.directory",
                "$[prop:org.ipmibridge.data]/machines",
                "");
        edit("VMware server: ISO", log, "org.ipmibridge.hypervisor.vmware-vcenter1.cfg", "iso", "", "rescue.iso");
        edit(
                "VMware server: time limit",
                log,
                "org.ipmibridge.hypervisor.vmware-vcenter1.cfg",
                "timeout.request",
                9000,
                8000);
        edit("VMware machine", log, "org.ipmibridge.hypervisor.vmware.machine-web.cfg", "iso", "", "rescue.iso");
        edit("logging", log, "org.ops4j.pax.logging.cfg", "file.count", 6, 5);
        edit("another user's password", log, "org.ipmibridge.ipmi.users-oper.cfg", ".password", "one", "two");
    }

    /** Sets a key to one of the values in turn, and waits until the bridge has read it. */
    private void edit(String name, LogTail log, String file, String key, Object... values) {
        String pid = file.replace(".cfg", "").replaceFirst("-", "~");
        swaps.add(new Swap(name, round -> {
            config.set(file, key, values[(round - 1) % values.length]);
            log.await(" configuration {" + pid + "}");
        }));
    }
}
