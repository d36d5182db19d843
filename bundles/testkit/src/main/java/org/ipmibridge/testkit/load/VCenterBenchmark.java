package org.ipmibridge.testkit.load;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.ipmibridge.ipmi.console.ConsoleException;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;

/**
 * Measures a machine of a simulated vCenter with many of them against a simulated machine of the same bridge, in turn, and prints what the
 * vCenter's machines cost. It ends by itself and speaks to 127.0.0.1 only.
 */
public final class VCenterBenchmark {
    private static final Login ADMIN = Login.of("admin", "password").withSuite(3);
    private static final Duration WARM_UP = Duration.ofSeconds(8);
    private static final long KNOWN_NANOS = Duration.ofMinutes(2).toNanos();
    private static final long CHANGE_NANOS = Duration.ofSeconds(20).toNanos();
    /** What part of the full load latencies are measured at: little, so that they are not those of a queue. */
    private static final int PART = 10;

    private static final int GET_CHASSIS_STATUS = 0x01;
    private static final String MACHINE = "DC0_H0_VM0";

    private final Path config;
    private final int machines;
    private final InetSocketAddress simulated = endpoint();
    private final InetSocketAddress virtual = endpoint();

    private VCenterBenchmark(Path config, int machines) throws IOException {
        this.config = config;
        this.machines = machines;
    }

    /** Arguments: the distribution's directory, rounds, seconds a measurement, number of machines. */
    public static void main(String[] arguments) throws Exception {
        Path distribution = Path.of(arguments[0]);
        int machines = Integer.parseInt(arguments[3]);
        try (Scratch scratch = new Scratch();
                VCenterSimulator vcenter =
                        VCenterSimulator.builder().machines(machines).start()) {
            new VCenterBenchmark(scratch.directory().resolve("config"), machines)
                    .run(
                            distribution,
                            scratch.directory(),
                            vcenter,
                            Integer.parseInt(arguments[1]),
                            Duration.ofSeconds(Integer.parseInt(arguments[2])));
        }
    }

    private void run(Path distribution, Path scratch, VCenterSimulator vcenter, int rounds, Duration duration)
            throws IOException, InterruptedException {
        prepare(distribution);
        try (ServerProcess bridge = ServerProcess.bridge(distribution, config, scratch, simulated.getPort())) {
            long heapBefore = bridge.liveBytes();
            long begin = System.nanoTime();
            addServer(vcenter);
            awaitPower(true, begin + KNOWN_NANOS);
            System.out.printf(
                    "%d machines known, and the first command answered, after %.1f s%n", machines, seconds(begin));
            System.out.printf("live heap for them: %.1f MB%n", (bridge.liveBytes() - heapBefore) / (double) (1 << 20));
            latencies(vcenter, rounds, duration);
            changes(vcenter);
            System.out.printf("resident memory: %d MB%n", bridge.residentMegabytes());
        }
    }

    private void latencies(VCenterSimulator vcenter, int rounds, Duration duration) throws IOException {
        LoadClient.run(plan(simulated, 0, WARM_UP));
        double rate = LoadClient.run(plan(virtual, 0, WARM_UP)).perSecond() / PART;
        System.out.println();
        System.out.println("| 16 sessions at a tenth of the full load | median, us | p99, us | calls to the vCenter |");
        System.out.println("| --- | --: | --: | --: |");
        for (int round = 0; round < rounds; round++) {
            measure("simulated machine", simulated, rate, duration, vcenter);
            measure("machine of the vCenter", virtual, rate, duration, vcenter);
        }
        System.out.println();
    }

    private void measure(String name, InetSocketAddress bmc, double rate, Duration duration, VCenterSimulator vcenter)
            throws IOException {
        int before = commandCalls(vcenter);
        LoadResult result = LoadClient.run(plan(bmc, rate, duration));
        System.out.printf(
                "| %s, %d commands | %.1f | %.1f | %d |%n",
                name, result.work(), result.medianMicros(), result.p99Micros(), commandCalls(vcenter) - before);
        if (result.wrong() + result.late() > 0) {
            System.out.println(name + ": " + result.wrong() + " wrong answers, " + result.late() + " sent again");
        }
    }

    /** How long after a change in the vCenter a client sees it. */
    private void changes(VCenterSimulator vcenter) throws InterruptedException {
        vcenter.change(MACHINE, "power-off");
        long begin = System.nanoTime();
        awaitPower(false, begin + CHANGE_NANOS);
        System.out.printf("power-off in the vCenter seen after %.2f s, ", seconds(begin));
        vcenter.change(MACHINE, "power-on");
        begin = System.nanoTime();
        awaitPower(true, begin + CHANGE_NANOS);
        System.out.printf("power-on after %.2f s%n", seconds(begin));
    }

    /** Calls but those of the subscription, which waits whatever clients do. */
    private static int commandCalls(VCenterSimulator vcenter) {
        Map<String, Integer> calls = vcenter.calls();
        calls.remove("WaitForUpdatesEx");
        return calls.values().stream().mapToInt(Integer::intValue).sum();
    }

    private void awaitPower(boolean on, long end) throws InterruptedException {
        while (!isPower(on)) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the machine of the vCenter does not become " + (on ? "on" : "off"));
            }
            Thread.sleep(50);
        }
    }

    private boolean isPower(boolean on) {
        try (RemoteConsole console = RemoteConsole.loggedIn(virtual, ADMIN)) {
            var status = console.command(0, GET_CHASSIS_STATUS);
            return status.code() == 0 && (status.data()[0] & 1) == (on ? 1 : 0);
        } catch (ConsoleException notYetThere) {
            return false;
        }
    }

    private LoadPlan plan(InetSocketAddress bmc, double rate, Duration duration) {
        return new LoadPlan(bmc, ADMIN, LoadPlan.Work.COMMAND, 16, rate, Duration.ofSeconds(1), duration);
    }

    private void prepare(Path distribution) throws IOException {
        Scratch.copyDefaults(distribution, config, List.of("bmc-vm2", "bmc-vm3"));
        bmc("vm1", simulated.getPort(), "vm1");
    }

    private void addServer(VCenterSimulator vcenter) throws IOException {
        bmc("web", virtual.getPort(), MACHINE);
        write(
                "org.ipmibridge.hypervisor.vmware-vcenter1.cfg",
                "name = vcenter1",
                "url = " + vcenter.url(),
                "user = " + VCenterSimulator.USER,
                ".password = " + VCenterSimulator.PASSWORD,
                "trust.fingerprint = " + vcenter.fingerprint());
    }

    private void bmc(String name, int port, String machine) throws IOException {
        write("org.ipmibridge.virtual.bmc-" + name + ".cfg", "port = " + port, "machine = " + machine);
    }

    private void write(String file, String... lines) throws IOException {
        Path part = config.resolve(file + ".part");
        Files.write(part, List.of(lines), StandardCharsets.UTF_8);
        Files.move(part, config.resolve(file), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    private static double seconds(long begin) {
        return (System.nanoTime() - begin) / 1e9;
    }

    private static InetSocketAddress endpoint() throws IOException {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), Scratch.freePort());
    }
}
