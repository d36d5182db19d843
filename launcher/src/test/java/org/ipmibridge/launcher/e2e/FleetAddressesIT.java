package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

/** A bridge that brings its addresses along, in a network namespace of its own; needs root and iproute2. */
public class FleetAddressesIT {
    private static final String FLEET = "org.ipmibridge.virtual.bmc.fleet-lab.cfg";
    private static final String ADD_INTERFACE =
            "{ ip link add bmc0 type dummy || ip link add bmc0 type bridge; } 2> /dev/null";
    private static final String POSSIBLE = "[ $(id -u) = 0 ] && ip -V && unshare --net sh -c '" + ADD_INTERFACE + "'";
    private static final List<String> LINES =
            List.of("addresses = 10.77.0.1-10.77.0.9", "interface = bmc0", "exclude.name = vm1", "port = 623");

    private Process namespace;
    private Path data;
    private ConfigFiles files;
    private RunningBridge bridge;

    @Before
    public void aNetworkWithAnInterfaceThatHasAnAddressOfSomebodyElse() throws Exception {
        assumeTrue(
                "root, iproute2 and a network of its own are needed",
                Command.run("sh", "-c", POSSIBLE).code() == 0);
        namespace = new ProcessBuilder("unshare", "--net", "sleep", "3600").start();
        VsphereCase.await(() -> !Files.readSymbolicLink(Path.of("/proc/" + namespace.pid() + "/ns/net"))
                .equals(Files.readSymbolicLink(Path.of("/proc/self/ns/net"))));
        inside(
                "sh",
                "-c",
                "ip link set lo up && " + ADD_INTERFACE
                        + " && ip link set bmc0 up && ip addr add 10.77.0.1/32 dev bmc0");
        Path scratch = Archive.scratch();
        data = scratch.resolve("data");
        files = ConfigFiles.demonstration(scratch.resolve("config"));
        Files.delete(files.directory().resolve("org.ipmibridge.ipmi.users-admin.cfg"));
        files.user(2, "lab", "no-demonstration", "administrator");
        Files.delete(files.directory().resolve("org.ipmibridge.virtual.bmc-vm2.cfg"));
        Files.delete(files.directory().resolve("org.ipmibridge.virtual.bmc-vm3.cfg"));
        Files.write(files.directory().resolve(FLEET), LINES);
    }

    @After
    public void end() {
        if (bridge != null) {
            bridge.close();
        }
        if (namespace != null) {
            namespace.destroyForcibly();
        }
    }

    @Test
    public void addressesComeWithBmcsAndGoWithThemAndThoseOfOthersStay() throws Exception {
        start();
        VsphereCase.await(() -> answers("10.77.0.1") && answers("10.77.0.2"));
        assertThat(addresses()).containsExactly("10.77.0.1", "10.77.0.2");

        Files.delete(files.directory().resolve("org.ipmibridge.hypervisor.simulated.machine-vm3.cfg"));
        VsphereCase.await(() -> addresses().equals(Set.of("10.77.0.1")));
        Files.write(
                files.directory().resolve("org.ipmibridge.hypervisor.simulated.machine-vm4.cfg"),
                List.of("name = vm4"));
        VsphereCase.await(() -> addresses().equals(Set.of("10.77.0.1", "10.77.0.3")));

        assertThat(bridge.stop()).isZero();
        assertThat(addresses()).containsExactly("10.77.0.1");
    }

    @Test
    public void whatAKilledBridgeAddedIsRemovedAtTheNextStart() throws Exception {
        start();
        VsphereCase.await(() -> answers("10.77.0.2"));
        bridge.kill();
        assertThat(addresses()).containsExactly("10.77.0.1", "10.77.0.2");

        start();
        VsphereCase.await(() -> answers("10.77.0.2"));
        assertThat(addresses()).containsExactly("10.77.0.1", "10.77.0.2");
        bridge.kill();
        Files.delete(files.directory().resolve(FLEET));
        start();
        VsphereCase.await(() -> addresses().equals(Set.of("10.77.0.1")));
    }

    @Test
    public void anInterfaceThatIsNotThereIsAProblem() throws Exception {
        Files.write(
                files.directory().resolve(FLEET), List.of("addresses = 10.77.0.5-10.77.0.9", "interface = nosuch0"));
        start();
        VsphereCase.await(() -> shell("bmc:problems").contains("Cannot find device"));
        assertThat(shell("bmc:problems")).contains("interface addresses", "addr add 10.77.0.", "dev nosuch0");
        assertThat(addresses()).containsExactly("10.77.0.1");
    }

    private void start() throws Exception {
        bridge = RunningBridge.start(wrapper(), files.directory(), data, Map.of());
        bridge.awaitReady();
    }

    private List<String> wrapper() {
        return List.of("nsenter", "--target", Long.toString(namespace.pid()), "--net");
    }

    private Set<String> addresses() throws Exception {
        Set<String> addresses = new TreeSet<>();
        inside("ip", "-o", "-4", "addr", "show", "dev", "bmc0")
                .lines()
                .forEach(line -> addresses.add(line.replaceFirst(".*inet ([0-9.]+).*", "$1")));
        return addresses;
    }

    private boolean answers(String address) throws Exception {
        List<String> command = new ArrayList<>(wrapper());
        command.addAll(List.of("ipmitool", "-I", "lanplus", "-N", "1", "-R", "2", "-H", address));
        command.addAll(List.of("-U", "lab", "-P", "no-demonstration", "power", "status"));
        return Command.run(Map.of(), command).code() == 0;
    }

    private String shell(String command) throws Exception {
        return Command.run(Archive.script(), "shell", "--data", data.toString(), command)
                .output();
    }

    private String inside(String... command) throws Exception {
        List<String> all = new ArrayList<>(wrapper());
        all.addAll(List.of(command));
        Finished finished = Command.run(Map.of(), all);
        assertThat(finished.code()).as("%s", finished).isZero();
        return finished.output();
    }
}
