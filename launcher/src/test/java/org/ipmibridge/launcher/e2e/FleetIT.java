package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.ipmibridge.testkit.vcenter.VCenterSimulator;
import org.junit.Test;

/** One file for all machines of a vCenter that match, while they come, go and change their names. */
public class FleetIT extends VsphereCase {
    private static final String FLEET = "org.ipmibridge.virtual.bmc.fleet-%s.cfg";

    /** An address range of the loopback that nothing else of the tests has, and a port that needs no privilege. */
    private static final String ADDRESSES = "127.77.0.1-127.77.7.254";

    private static final int PORT = 6623;

    @Override
    VCenterSimulator.Builder simulator(VCenterSimulator.Builder builder) {
        return builder.machines(4);
    }

    @Test
    public void machinesOfAFolderAndNamePatternHaveBmcsAsTheyComeAndGo() throws Exception {
        vcenter.makeFolder("/DC0/vm", "fleet");
        vcenter.makeFolder("/DC0/vm/fleet", "below");
        for (String machine : List.of("DC0_H0_VM1", "DC0_C0_RP0_VM0")) {
            vcenter.change(machine, "move", "/DC0/vm/fleet");
        }
        fleet("f", "folder = DC0/vm/fleet", "name = DC0_*, new*", "exclude.name = *_RP0_*", "addresses = " + ADDRESSES);
        start();

        await(() -> answers("127.77.0.1"));
        assertThat(list()).containsOnlyKeys("DC0_H0_VM1", "web").containsEntry("DC0_H0_VM1", "127.77.0.1:" + PORT);

        vcenter.change("DC0_H0_VM1", "clone", "new1");
        vcenter.change("new1", "move", "/DC0/vm/fleet");
        time("a machine that comes into the folder answers", () -> answers("127.77.0.2"));
        assertThat(list()).containsEntry("new1", "127.77.0.2:" + PORT);

        vcenter.change("new1", "rename", "DC0_renamed");
        await(() -> shell("bmc:list").contains(" DC0_renamed "));
        assertThat(list()).containsEntry("new1", "127.77.0.2:" + PORT);
        assertThat(command("127.77.0.2", "power", "on")).contains("Up/On");
        await(() -> vcenter.show("DC0_renamed").contains("poweredOn"));

        vcenter.change("DC0_renamed", "move", "/DC0/vm/fleet/below");
        await(() -> shell("machine:info", "DC0_renamed").contains("DC0/vm/fleet/below/DC0_renamed"));
        assertThat(command("127.77.0.2", "power", "status")).isEqualTo(ON);

        vcenter.change("DC0_H0_VM1", "rename", "other");
        time("a machine that does not match any more has no BMC", () -> !list().containsKey("DC0_H0_VM1"));
        vcenter.change("other", "rename", "DC0_H0_VM1");
        time("a machine that matches again answers where it did", () -> answers("127.77.0.1"));

        vcenter.change("DC0_renamed", "power-off");
        vcenter.change("DC0_renamed", "destroy");
        time("a machine that is gone has no BMC", () -> !list().containsKey("new1"));
        assertThat(shell("fleet:list")).containsPattern("(?m)^f +1 +1 +1 +2038 +yes +-$");
    }

    @Test
    public void assignmentsOutliveARestartAndAKillAndAnUnreachableVCenterTakesNothingAway() throws Exception {
        fleet("f", "addresses = " + ADDRESSES, "exclude.name = " + VM);
        start();
        await(() -> list().size() == 4);
        Map<String, String> before = list();
        vcenter.change("DC0_H0_VM1", "clone", "A_first");
        await(() -> list().size() == 5);
        before.put("A_first", "127.77.0.4:" + PORT);
        assertThat(list()).isEqualTo(before);

        assertThat(bridge.stop()).isZero();
        start();
        await(() -> list().equals(before));
        bridge.kill();
        vcenter.stop();
        bridge = RunningBridge.start(files.directory(), data);
        bridge.awaitReady();
        await(() -> list().equals(before));
        Finished unknown = client(List.of(), "127.77.0.4", "power", "status");
        assertThat(unknown.output()).contains(UNAVAILABLE);

        vcenter.start(); // without the clone
        await(() -> answers("127.77.0.1"));
        await(() -> !list().containsKey("A_first"));
        before.remove("A_first");
        assertThat(list()).isEqualTo(before);
    }

    @Test
    public void resourcePoolsAndCustomAttributesSelectMachinesToo() throws Exception {
        fleet("pool", "resource.pool = DC0_C0", "addresses = " + ADDRESSES);
        fleet("team", "attribute = owner=team-*", "address = 127.0.0.1", "ports = 16230-16239");
        start();
        await(() -> list().size() == 3);
        assertThat(list()).containsOnlyKeys("web", "DC0_C0_RP0_VM0", "DC0_C0_RP0_VM1");

        vcenter.change("DC0_H0_VM1", "attribute", "owner", "team-a");
        time("a machine with a new attribute has a BMC", () -> list().containsKey("DC0_H0_VM1"));
        assertThat(list()).containsEntry("DC0_H0_VM1", "127.0.0.1:16230");
        vcenter.change("DC0_H0_VM1", "attribute", "owner", "nobody");
        time("a machine with another attribute has none", () -> !list().containsKey("DC0_H0_VM1"));

        assertThat(shell("inventory:export", "--format", "metal3", "--fleet", "pool"))
                .contains("kind: \"BareMetalHost\"", "\"ipmi://127.77.0.1:" + PORT + "\"", "name: \"dc0-c0-rp0-vm0\"");
    }

    @Test
    public void aBundleThatIsRestartedTakesNoCommandAway() throws Exception {
        fleet("f", "addresses = " + ADDRESSES);
        start();
        await(() -> answers("127.77.0.1"));
        for (String bundle : List.of("virtual.bmc", "hypervisor.vmware", "virtual.bmc")) {
            shell("bundle:restart", bundle);
            assertThat(command("127.77.0.1", "power", "status")).isEqualTo(ON);
        }
    }

    private Map<String, String> list() throws Exception {
        Map<String, String> addresses = new HashMap<>();
        shell("bmc:list").lines().skip(1).map(line -> line.split(" +")).forEach(cells -> {
            if (cells[1].equals("listening")) {
                addresses.put(cells[0], cells[2]);
            }
        });
        return addresses;
    }

    private void fleet(String name, String... lines) throws Exception {
        List<String> all = new ArrayList<>(List.of(lines));
        if (all.stream().anyMatch(line -> line.startsWith("addresses"))) {
            all.add("port = " + PORT);
        }
        files.write(FLEET.formatted(name), all);
    }

    private static boolean answers(String address) throws Exception {
        return client(List.of("-N", "1", "-R", "2"), address, "power", "status")
                .output()
                .startsWith("Chassis Power is o");
    }

    private static String command(String address, String... arguments) throws Exception {
        Finished finished = client(List.of(), address, arguments);
        assertThat(finished.code()).as("%s", finished).isZero();
        return finished.output();
    }

    /** @param patience another one than ipmitool's own, which outlasts the restart of a bundle */
    private static Finished client(List<String> patience, String address, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of("ipmitool", "-I", "lanplus"));
        command.addAll(patience);
        command.addAll(List.of("-H", address, "-p", Integer.toString(PORT)));
        command.addAll(List.of("-U", "admin", "-P", "password"));
        command.addAll(List.of(arguments));
        return Command.run(Map.of(), command);
    }

    private static void time(String what, Callable<Boolean> condition) throws Exception {
        Duration taken = await(condition);
        System.out.printf("fleet: %s after %,d ms%n", what, taken.toMillis());
    }
}
