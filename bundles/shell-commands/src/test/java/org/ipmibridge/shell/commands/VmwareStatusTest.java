package org.ipmibridge.shell.commands;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.junit.After;
import org.junit.Test;

public final class VmwareStatusTest {
    private final FakeMachineDirectory machines = new FakeMachineDirectory();
    private final Shell shell = new Shell().with("vmware", "status", new VmwareStatus(machines));

    public VmwareStatusTest() {
        machines.add(new FakeHypervisor("vc1", new FakeMachine("web"))
                .withConnection(new ConnectionStatus(
                        "vmware",
                        "https://vc1.example/sdk",
                        Optional.of("VMware vCenter Server 8.0.2"),
                        Optional.of(Instant.parse("2026-02-03T04:05:06.7Z")),
                        Optional.of(Duration.ofMillis(1234)),
                        57,
                        2,
                        Optional.empty())));
        machines.add(new FakeHypervisor("vc2")
                .withConnection(new ConnectionStatus(
                        "vmware",
                        "https://vc2.example/sdk",
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        3,
                        0,
                        Optional.of("connection refused"))));
        machines.add(new FakeHypervisor("simulated"));
        machines.add(new FakeHypervisor("other")
                .withConnection(new ConnectionStatus(
                        "other", "x", Optional.empty(), Optional.empty(), Optional.empty(), 0, 0, Optional.empty())));
    }

    @After
    public void close() {
        shell.close();
    }

    @Test
    public void eachVmwareServerIsShownConnectedOrNot() throws Exception {
        assertThat(shell.run("vmware:status").lines())
                .hasSize(3)
                .anySatisfy(line -> assertThat(line)
                        .matches(
                                "vc1 +https://vc1.example/sdk +VMware vCenter Server 8.0.2 +2026-02-03T04:05:06Z +1.2 s"
                                        + " +57 +2 +1 +-"))
                .anySatisfy(line ->
                        assertThat(line).matches("vc2 +https://vc2.example/sdk +- +- +- +3 +0 +0 +connection refused"));
    }

    @Test
    public void inJsonAgesAndCountsAreNumbers() throws Exception {
        assertThat(shell.run("vmware:status --json"))
                .startsWith("[{\"name\":\"vc1\",\"server\":\"https://vc1.example/sdk\","
                        + "\"product\":\"VMware vCenter Server 8.0.2\",\"connectedSince\":\"2026-02-03T04:05:06Z\","
                        + "\"subscriptionAge\":1234,\"calls\":57,\"reLogins\":2,\"machines\":1,\"problem\":null},");
    }
}
