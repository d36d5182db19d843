package org.ipmibridge.shell.commands.inventory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.ipmibridge.hypervisor.api.PowerState;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.FleetStatus;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.shell.commands.FleetList;
import org.ipmibridge.shell.commands.Shell;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.ipmibridge.testkit.FakeUserDirectory;
import org.junit.After;
import org.junit.Test;
import org.yaml.snakeyaml.Yaml;

public final class InventoryExportTest {
    private final FakeBmcDirectory bmcs = new FakeBmcDirectory(
                    new FakeBmc("Web_01")
                            .withEndpoint(new InetSocketAddress("127.1.0.1", 623))
                            .withMachine("vc1", "web01")
                            .withFleet("web-1"),
                    new FakeBmc("six")
                            .withEndpoint(new InetSocketAddress("fd00::1", 6230))
                            .withMachine("vc1", "db01"))
            .withFleet(new FleetStatus("web-1", true, 3, 2, 1, 9, List.of("one", "two")));
    private final FakeMachineDirectory machines = new FakeMachineDirectory(
            new FakeMachine("web01").withHypervisor("vc1"),
            new FakeMachine("db01").withHypervisor("vc1").withState(PowerState.OFF));
    private final FakeUserDirectory users = new FakeUserDirectory()
            .with("Web_01", 2, "oper", "s3cret", PrivilegeLevel.OPERATOR)
            .with("Web_01", 3, "root", "s3cret", PrivilegeLevel.ADMINISTRATOR)
            .with("six", 2, "oper", "s3cret", PrivilegeLevel.OPERATOR);
    private final Shell shell = new Shell()
            .with("inventory", "export", new InventoryExport(bmcs, machines, users))
            .with("fleet", "list", new FleetList(bmcs));

    @After
    public void close() {
        shell.close();
    }

    @Test
    public void metal3GetsAHostAndASecretToFillInForEachBmc() throws Exception {
        List<Map<String, Object>> documents = new ArrayList<>();
        new Yaml().loadAll(export("metal3")).forEach(document -> documents.add(map(document)));

        assertThat(documents).hasSize(4);
        assertThat(documents.get(0))
                .containsEntry("kind", "Secret")
                .containsEntry("metadata", Map.of("name", "web-01-bmc"))
                .containsEntry("stringData", Map.of("username", "root", "password", "REPLACE-ME"));
        assertThat(documents.get(1))
                .containsEntry("apiVersion", "metal3.io/v1alpha1")
                .containsEntry("kind", "BareMetalHost")
                .containsEntry("metadata", Map.of("name", "web-01"))
                .containsEntry(
                        "spec",
                        Map.of(
                                "online",
                                true,
                                "bootMACAddress",
                                "00:50:56:01:02:03",
                                "bmc",
                                Map.of("address", "ipmi://127.1.0.1:623", "credentialsName", "web-01-bmc")));
        assertThat(map(documents.get(3).get("spec")))
                .containsEntry("online", false)
                .containsEntry(
                        "bmc", Map.of("address", "ipmi://[fd00:0:0:0:0:0:0:1]:6230", "credentialsName", "six-bmc"));
    }

    @Test
    public void ironicGetsNodesWithTheirPorts() throws Exception {
        assertThat(new Yaml().<Object>load(export("ironic")))
                .isEqualTo(Map.of(
                        "nodes",
                        List.of(
                                Map.of(
                                        "name",
                                        "Web_01",
                                        "driver",
                                        "ipmi",
                                        "driver_info",
                                        Map.of("ipmi_address", "127.1.0.1", "ipmi_port", 623, "ipmi_username", "root"),
                                        "ports",
                                        List.of(Map.of("address", "00:50:56:01:02:03"))),
                                Map.of(
                                        "name",
                                        "six",
                                        "driver",
                                        "ipmi",
                                        "driver_info",
                                        Map.of(
                                                "ipmi_address",
                                                "fd00:0:0:0:0:0:0:1",
                                                "ipmi_port",
                                                6230,
                                                "ipmi_username",
                                                "oper"),
                                        "ports",
                                        List.of(Map.of("address", "00:50:56:01:02:03"))))));
    }

    @Test
    public void ansibleGetsAGroupOfAllAndOneOfEachFleet() throws Exception {
        Map<String, Object> groups =
                map(map(map(new Yaml().load(export("ansible"))).get("all")).get("children"));

        assertThat(groups).containsOnlyKeys("ipmibridge", "fleet_web_1");
        assertThat(map(map(groups.get("fleet_web_1")).get("hosts"))).containsOnlyKeys("Web_01");
        assertThat(map(map(groups.get("ipmibridge")).get("hosts")))
                .containsOnlyKeys("Web_01", "six")
                .containsEntry(
                        "Web_01",
                        Map.of(
                                "ipmi_address",
                                "127.1.0.1",
                                "ipmi_port",
                                623,
                                "ipmi_username",
                                "root",
                                "ipmi_machine",
                                "web01",
                                "ipmi_hypervisor",
                                "vc1",
                                "ipmi_macs",
                                List.of("00:50:56:01:02:03")));
    }

    @Test
    public void jsonIsWhatOthersAreMadeOf() throws Exception {
        assertThat(shell.run("inventory:export --fleet web-1"))
                .isEqualTo("[{\"bmc\":\"Web_01\",\"address\":\"127.1.0.1:623\",\"user\":\"root\",\"machine\":\"web01\","
                        + "\"hypervisor\":\"vc1\",\"fleet\":\"web-1\",\"macAddresses\":[\"00:50:56:01:02:03\"],"
                        + "\"power\":\"on\"}]");
    }

    @Test
    public void noFormHasAPassword() throws Exception {
        for (String format : List.of("metal3", "ironic", "ansible", "json")) {
            assertThat(export(format)).doesNotContain("s3cret");
        }
    }

    @Test
    public void aMachineThatIsNotKnownIsLeftOutAndNamed() throws Exception {
        bmcs.put(new FakeBmc("lost").withMachine("vc1", "lost"), BmcStatus.State.LISTENING, "");

        assertThat(export("ironic")).startsWith("# left out: BMC lost: ");
        assertThat(map(new Yaml().load(export("ironic")))).containsOnlyKeys("nodes");
        assertThatThrownBy(() -> export("json")).hasMessageStartingWith("BMC lost: ");
    }

    @Test
    public void whatIsNoFormOrFleetIsRefused() {
        assertThatThrownBy(() -> export("xml")).hasMessage("--format is metal3, ironic, ansible or json, not xml");
        assertThatThrownBy(() -> shell.run("inventory:export --fleet nosuch"))
                .hasMessage("there is no fleet nosuch; fleet:list shows all");
    }

    @Test
    public void fleetsAreListedWithWhatIsWrong() throws Exception {
        assertThat(shell.run("fleet:list")).isEqualTo("""
                NAME   MACHINES  BMCS  LISTENING  FREE  ENABLED  PROBLEMS
                web-1  3         2     1          9     yes      one, two""");
    }

    private String export(String format) throws Exception {
        return shell.run("inventory:export --format " + format);
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
