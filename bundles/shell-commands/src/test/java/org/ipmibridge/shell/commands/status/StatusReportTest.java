package org.ipmibridge.shell.commands.status;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.testkit.FakeMachine;
import org.junit.Test;

public final class StatusReportTest {
    private static final Instant BEGUN = Instant.parse("2026-02-03T04:05:06.7Z");
    private static final Clock LATER = Clock.fixed(BEGUN.plusSeconds(125), ZoneOffset.UTC);
    private static final ProcessFacts PROCESS =
            new ProcessFacts("1.2.3", 4711, BEGUN, Optional.of(80_000_000L), 20_000_000, 256_000_000);
    private static final Hypervisor VC1 = new FakeHypervisor("vc1", new FakeMachine("web"))
            .withConnection(new ConnectionStatus(
                    "vmware",
                    "https://vc1.example/sdk",
                    Optional.empty(),
                    Optional.of(BEGUN),
                    Optional.of(Duration.ofMillis(1234)),
                    57,
                    2,
                    Optional.empty()));

    @Test
    public void whatIsUpIsShownInOneLineEach() {
        assertThat(report(Health.OK, List.of()).render(false, LATER).lines())
                .containsExactly(
                        "state:       ok",
                        "version:     1.2.3",
                        "process:     4711, up 2 min 5 s, since 2026-02-03T04:05:06Z",
                        "memory:      80.0 MB resident, 20.0 MB of at most 256.0 MB heap",
                        "bmcs:        3 of 3 listening",
                        "sessions:    2",
                        "bundles:     all run",
                        "hypervisors:",
                        "  NAME  SERVER                   CONNECTED-SINCE       STATE-AGE  MACHINES  PROBLEM",
                        "  vc1   https://vc1.example/sdk  2026-02-03T04:05:06Z  1.2 s      1         -",
                        "problems:    0");
    }

    @Test
    public void theFirstProblemsAreShownAndTheOthersCounted() {
        List<Problem> many = IntStream.range(0, 7)
                .mapToObj(number -> new Problem("BMC vm" + number, "the port is in use", BEGUN))
                .toList();
        assertThat(report(Health.of(true, true, new BmcCounts(0, 0, 7, 0), 7), many)
                        .render(false, LATER)
                        .lines())
                .contains("state:       degraded: 7 problems", "problems:    7")
                .contains("  2026-02-03T04:05:06Z  BMC vm4: the port is in use")
                .endsWith("  and 2 more, which bmc:problems shows");
    }

    @Test
    public void inJsonEveryKeyIsThereAndQuantitiesAreNumbers() {
        assertThat(report(Health.OK, List.of()).render(true, LATER))
                .isEqualTo("{\"state\":\"ok\",\"reason\":null,\"version\":\"1.2.3\",\"pid\":4711,"
                        + "\"since\":\"2026-02-03T04:05:06Z\",\"uptime\":125000,\"residentMemory\":80000000,"
                        + "\"heapUsed\":20000000,\"heapLimit\":256000000,"
                        + "\"bmcs\":{\"listening\":3,\"total\":3,\"starting\":0,\"failed\":0,\"disabled\":0},"
                        + "\"sessions\":2,\"bundlesNotRunning\":[],\"hypervisors\":[{\"name\":\"vc1\","
                        + "\"server\":\"https://vc1.example/sdk\",\"connectedSince\":\"2026-02-03T04:05:06Z\","
                        + "\"stateAge\":1234,\"machines\":1,\"problem\":null}],\"problemCount\":0,\"problems\":[]}");
    }

    private static StatusReport report(Health health, List<Problem> problems) {
        return new StatusReport(health, PROCESS, new BmcCounts(3, 0, 0, 0), 2, List.of(VC1), List.of(), problems);
    }
}
