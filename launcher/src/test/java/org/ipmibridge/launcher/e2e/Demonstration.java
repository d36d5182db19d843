package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The demonstration, for tests in other packages: BMCs vm1, vm2 and vm3, user admin, and what a test adds. */
public final class Demonstration {
    private final ConfigFiles config;
    private final Path data;
    private RunningBridge bridge;

    private Demonstration(ConfigFiles config, Path data) {
        this.config = config;
        this.data = data;
    }

    /** The demonstration before it starts. */
    public static Demonstration prepare() throws IOException, InterruptedException {
        Path scratch = Archive.scratch();
        return new Demonstration(ConfigFiles.demonstration(scratch.resolve("config")), scratch.resolve("data"));
    }

    public Demonstration bmc(String name, String key, Object value) throws IOException {
        config.bmc(name, key, value);
        return this;
    }

    public Demonstration machine(String name, String key, Object value) throws IOException {
        config.machine(name, key, value);
        return this;
    }

    public Demonstration session(String key, Object value) throws IOException {
        config.session(key, value);
        return this;
    }

    /** Adds an account. */
    public Demonstration user(int slot, String name, String password, String privilege) throws IOException {
        config.user(slot, name, password, privilege);
        return this;
    }

    /** Starts the bridge and waits until it answers packets. */
    public Demonstration start() throws IOException, InterruptedException {
        bridge = RunningBridge.start(config.directory(), data);
        bridge.awaitReady();
        return this;
    }

    /** The endpoint of vm1, vm2 or vm3. */
    public InetSocketAddress endpoint(int bmc) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port(bmc));
    }

    /** The endpoint of a BMC that was given another address. */
    public InetSocketAddress endpoint(String address, int bmc) {
        return new InetSocketAddress(address, config.port(bmc));
    }

    /** Waits until the log has this. */
    public void awaitLog(String part) throws Exception {
        bridge.awaitLog(part);
    }

    public String logged() throws IOException {
        return bridge.logged();
    }

    /** Runs an operator's command, which must succeed; what it printed. */
    public String shell(String... command) throws IOException, InterruptedException {
        List<String> arguments = new ArrayList<>(List.of(Archive.script(), "shell", "--data", data.toString()));
        arguments.addAll(List.of(command));
        Finished finished = Command.run(Map.of(), arguments);
        assertThat(finished.code()).as("%s", finished).isZero();
        return finished.output();
    }

    /** The bytes that the bridge's live objects take, after a full collection. */
    public long liveBytes() throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "jcmd").toString();
        Finished histogram = Command.run(java, Long.toString(bridge.pid()), "GC.class_histogram");
        assertThat(histogram.code()).as("%s", histogram).isZero();
        String total = histogram
                .output()
                .lines()
                .filter(line -> line.startsWith("Total "))
                .findFirst()
                .orElseThrow();
        return Long.parseLong(total.trim().split("\\s+")[2]);
    }

    /** Stops the bridge, which must have had no trouble. */
    public void stop() throws Exception {
        try (RunningBridge stopped = bridge) {
            assertThat(stopped.stop()).isZero();
            assertThat(stopped.err()).isEmpty();
            assertThat(stopped.logged()).doesNotContain("Exception", "\tat ");
        }
    }
}
