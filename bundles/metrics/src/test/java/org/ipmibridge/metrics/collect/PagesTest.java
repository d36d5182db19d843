package org.ipmibridge.metrics.collect;

import static org.assertj.core.api.Assertions.assertThat;

import io.prometheus.metrics.model.registry.PrometheusRegistry;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.ipmibridge.hypervisor.api.ConnectionStatus;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.Workload;
import org.ipmibridge.hypervisor.backend.CallMeter;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.BmcStatus.State;
import org.ipmibridge.ipmi.api.bmc.FleetStatus;
import org.ipmibridge.ipmi.api.command.CommandDescription;
import org.ipmibridge.ipmi.api.command.CommandResponse;
import org.ipmibridge.ipmi.api.command.IpmiCommand;
import org.ipmibridge.ipmi.api.observe.CommandEnd;
import org.ipmibridge.ipmi.api.observe.SessionChange;
import org.ipmibridge.ipmi.api.transport.PacketCounts;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.ipmi.api.transport.Reply;
import org.ipmibridge.ipmi.protocol.CompletionCode;
import org.ipmibridge.ipmi.protocol.NetFn;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.metrics.BridgeFake;
import org.ipmibridge.metrics.http.Request;
import org.ipmibridge.metrics.http.Response;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.runtime.api.problem.ProblemDirectory;
import org.ipmibridge.testkit.CommandRequests;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeBmcDirectory;
import org.ipmibridge.testkit.FakeCommandDispatcher;
import org.ipmibridge.testkit.FakeHypervisor;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.ipmibridge.testkit.FakeSession;
import org.ipmibridge.testkit.FakeSessions;
import org.junit.Test;

public final class PagesTest {
    private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
    private static final CommandDescription STATUS = new CommandDescription(
            NetFn.CHASSIS, IpmiCommand.NO_BODY, 1, "Get Chassis Status", PrivilegeLevel.USER, false, false);

    private static final String DROPPED = "ipmibridge_session_packets_dropped_total";

    private final PrometheusRegistry registry = new PrometheusRegistry();
    private final BridgeFake fake = new BridgeFake();
    private final FakeBmcDirectory bmcs = new FakeBmcDirectory();
    private final FakeSessions sessions = new FakeSessions();

    @Test
    public void commandsAreCountedByNameAndCodeWithTheirDuration() {
        CommandFigures commands = new CommandFigures(registry);
        commands.ended(end(Optional.of(STATUS), CompletionCode.OK, Duration.ofMillis(2)));
        commands.ended(end(Optional.of(STATUS), CompletionCode.OK, Duration.ofMillis(700)));
        commands.ended(end(Optional.of(STATUS), CompletionCode.DESTINATION_UNAVAILABLE, Duration.ofMillis(1)));
        commands.ended(end(Optional.empty(), CompletionCode.INVALID_COMMAND, Duration.ofMillis(1)));

        assertThat(samples())
                .containsEntry("ipmibridge_commands_total{code=\"0x00\",command=\"Get Chassis Status\"}", 2.0)
                .containsEntry("ipmibridge_commands_total{code=\"0xd3\",command=\"Get Chassis Status\"}", 1.0)
                .containsEntry("ipmibridge_commands_total{code=\"0xc1\",command=\"unknown\"}", 1.0)
                .containsEntry(bucket("0.0025"), 2.0)
                .containsEntry(bucket("0.5"), 2.0)
                .containsEntry(bucket("1.0"), 3.0)
                .containsEntry(bucket("+Inf"), 3.0)
                .containsEntry("ipmibridge_command_duration_seconds_count{command=\"Get Chassis Status\"}", 3.0);
    }

    @Test
    public void logInsAreThereBeforeTheFirstAndCountedByOutcome() {
        LogInFigures logIns = new LogInFigures(registry);
        assertThat(samples()).containsEntry("ipmibridge_logins_total{outcome=\"refused\"}", 0.0);

        logIns.changed(change(SessionChange.Kind.OPENED));
        logIns.changed(change(SessionChange.Kind.REFUSED));
        logIns.changed(change(SessionChange.Kind.REFUSED));
        logIns.changed(change(SessionChange.Kind.CLOSED));

        assertThat(samples())
                .containsEntry("ipmibridge_logins_total{outcome=\"opened\"}", 1.0)
                .containsEntry("ipmibridge_logins_total{outcome=\"refused\"}", 2.0)
                .containsEntry("ipmibridge_sessions_closed_total", 1.0);
    }

    @Test
    public void whatTheBridgeHasIsLookedUp() {
        bmcs.put(new FakeBmc("vm1"), State.LISTENING, "");
        bmcs.put(new FakeBmc("vm2"), State.FAILED, "in use");
        sessions.add(FakeSession.of("vm1", PrivilegeLevel.USER));
        fake.with(bmcs, sessions)
                .with(() -> List.of(new Problem("BMC vm2", "in use", NOW)))
                .with(() -> new PacketCounts(10, 8, 2));
        BridgeFigures.register(registry, fake.bridge(), "1.2.3");

        assertThat(samples())
                .containsEntry("ipmibridge_build_info{version=\"1.2.3\"}", 1.0)
                .containsEntry("ipmibridge_bmcs{state=\"listening\"}", 1.0)
                .containsEntry("ipmibridge_bmcs{state=\"failed\"}", 1.0)
                .containsEntry("ipmibridge_bmcs{state=\"disabled\"}", 0.0)
                .containsEntry("ipmibridge_sessions", 1.0)
                .containsEntry("ipmibridge_problems", 1.0)
                .containsEntry("ipmibridge_packets_received_total", 10.0)
                .containsEntry("ipmibridge_packets_sent_total", 8.0)
                .containsEntry("ipmibridge_packets_dropped_total", 2.0);
    }

    @Test
    public void whatTheSessionLayerDropsIsCountedByItselfAndMissingWhereItDoesNotCount() {
        BridgeFigures.register(registry, fake.bridge(), "1.2.3");
        serve();
        assertThat(samples()).doesNotContainKey(DROPPED);

        fake.serving(null, new CountingHandler(7), null);
        assertThat(samples()).containsEntry(DROPPED, 7.0);
    }

    @Test
    public void queuesThatBundlesTellOfAreThereForAsLongAsTheirBundles() {
        LongSupplier former = () -> 3;
        fake.queue("audit", former).queue("audit", () -> 5).withoutQueue("audit", former);
        LongSupplier gone = () -> 1;
        fake.queue("gone", gone).withoutQueue("gone", gone);
        fake.queue("broken", () -> {
            throw new IllegalStateException("broken on purpose");
        });
        BridgeFigures.register(registry, fake.bridge(), "1.2.3");

        assertThat(samples())
                .containsEntry("ipmibridge_queue_length{queue=\"audit\"}", 5.0)
                .doesNotContainKey("ipmibridge_queue_length{queue=\"gone\"}")
                .doesNotContainKey("ipmibridge_queue_length{queue=\"broken\"}");
    }

    @Test
    public void whileAPartOfTheBridgeIsReplacedItsFiguresAreMissingAndNotWrong() {
        BridgeFigures.register(registry, fake.bridge(), "1.2.3");

        assertThat(samples())
                .doesNotContainKeys(
                        "ipmibridge_problems",
                        "ipmibridge_packets_received_total",
                        "ipmibridge_sessions",
                        "ipmibridge_bmcs{state=\"listening\"}");
    }

    @Test
    public void whileTheSessionLayerIsReplacedTheBmcsAreCountedAndTheSessionsMissing() {
        bmcs.put(new FakeBmc("vm1"), State.LISTENING, "");
        fake.with(bmcs, null);
        BridgeFigures.register(registry, fake.bridge(), "1.2.3");

        assertThat(samples())
                .containsEntry("ipmibridge_bmcs{state=\"listening\"}", 1.0)
                .doesNotContainKey("ipmibridge_sessions");
    }

    @Test
    public void hypervisorsAreLookedUpAndThoseWithoutAServerHaveNoConnection() {
        CallMeter meter = new CallMeter();
        meter.ended(Duration.ofMillis(20).toNanos(), true);
        meter.ended(Duration.ofSeconds(40).toNanos(), false);
        FakeMachineDirectory machines = new FakeMachineDirectory();
        machines.add(new FakeHypervisor("vc1", new FakeMachine("web"))
                .withConnection(connection(Optional.of(NOW), Optional.empty()))
                .withWorkload(new Workload(3, Optional.of(meter.statistics(2)))));
        machines.add(new FakeHypervisor("vc2").withConnection(connection(Optional.empty(), Optional.of("refused"))));
        machines.add(new FakeHypervisor("simulated"));
        HypervisorFigures.register(registry, machines::hypervisors);

        assertThat(samples())
                .containsEntry("ipmibridge_hypervisor_connected{hypervisor=\"vc1\"}", 1.0)
                .containsEntry("ipmibridge_hypervisor_connected{hypervisor=\"vc2\"}", 0.0)
                .doesNotContainKey("ipmibridge_hypervisor_connected{hypervisor=\"simulated\"}")
                .containsEntry("ipmibridge_hypervisor_state_age_seconds{hypervisor=\"vc1\"}", 1.5)
                .containsEntry("ipmibridge_hypervisor_machines{hypervisor=\"vc1\"}", 1.0)
                .containsEntry("ipmibridge_hypervisor_requests_total{hypervisor=\"vc1\"}", 57.0)
                .containsEntry("ipmibridge_hypervisor_reconnects_total{hypervisor=\"vc1\"}", 2.0)
                .containsEntry("ipmibridge_hypervisor_changes_open{hypervisor=\"vc1\"}", 3.0)
                .containsEntry("ipmibridge_hypervisor_calls_open{hypervisor=\"vc1\"}", 2.0)
                .containsEntry("ipmibridge_hypervisor_call_failures_total{hypervisor=\"vc1\"}", 1.0)
                .containsEntry(
                        "ipmibridge_hypervisor_call_duration_seconds_bucket{hypervisor=\"vc1\",le=\"0.01\"}", 0.0)
                .containsEntry(
                        "ipmibridge_hypervisor_call_duration_seconds_bucket{hypervisor=\"vc1\",le=\"30.0\"}", 1.0)
                .containsEntry(
                        "ipmibridge_hypervisor_call_duration_seconds_bucket{hypervisor=\"vc1\",le=\"+Inf\"}", 2.0)
                .containsEntry("ipmibridge_hypervisor_call_duration_seconds_sum{hypervisor=\"vc1\"}", 40.02);
    }

    @Test
    public void whatFailsOrIsThereTwiceKeepsNoOtherFigureAway() {
        FakeMachineDirectory machines = new FakeMachineDirectory();
        machines.add(new FakeHypervisor("a", new FakeMachine("web")));
        machines.add(new FakeHypervisor("a"));
        machines.add(new BrokenHypervisor());
        fake.with((ProblemDirectory) () -> {
            throw new IllegalStateException("broken on purpose");
        });
        HypervisorFigures.register(registry, machines::hypervisors);
        BridgeFigures.register(registry, fake.bridge(), "1.2.3");

        assertThat(samples())
                .containsEntry("ipmibridge_hypervisor_machines{hypervisor=\"a\"}", 1.0)
                .containsKey("ipmibridge_build_info{version=\"1.2.3\"}");
    }

    @Test
    public void theProcessIsThereUnderTheUsualNames() {
        ProcessFigures.register(registry);

        assertThat(samples().keySet())
                .contains(
                        "process_cpu_seconds_total",
                        "process_open_fds",
                        "process_resident_memory_bytes",
                        "process_start_time_seconds",
                        "jvm_threads_current",
                        "jvm_memory_used_bytes{area=\"heap\"}")
                .anyMatch(name -> name.startsWith("jvm_gc_collection_seconds_count{"));
    }

    @Test
    public void whoAsksForOpenMetricsGetsIt() {
        new LogInFigures(registry);
        Response page = pages().page(new Request("GET", "/metrics", "application/openmetrics-text; version=1.0.0"));

        assertThat(page.type()).startsWith("application/openmetrics-text");
        assertThat(text(page)).endsWith("# EOF\n");
    }

    @Test
    public void figuresAreNotCollectedAgainForWhoAsksWithoutAPause() {
        LogInFigures logIns = new LogInFigures(registry);
        Pages pages = pages();
        Response first = pages.page(get("/metrics"));
        long collected = System.nanoTime();
        logIns.changed(change(SessionChange.Kind.OPENED));

        // Few collections for very many requests, and the news is there in the end.
        int requests = 0;
        long asked = collected;
        Response last = first;
        while (last == first) {
            asked = System.nanoTime();
            last = pages.page(get("/metrics"));
            requests++;
        }

        System.out.println(requests + " requests before figures were collected again");
        assertThat(requests > 1 || asked - collected > TimeUnit.MILLISECONDS.toNanos(250))
                .as("figures are kept for a while")
                .isTrue();
        assertThat(Exposition.read(text(last))).containsEntry("ipmibridge_logins_total{outcome=\"opened\"}", 1.0);
    }

    @Test
    public void aBridgeIsReadyWhenItAnswersAndSaysWhyNotOtherwise() {
        fake.with(bmcs, sessions);
        assertThat(answer("/-/healthy")).isEqualTo("503 Service Unavailable: not healthy: the transport is missing\n");
        assertThat(answer("/-/ready")).isEqualTo("503 Service Unavailable: not ready: the transport is missing\n");

        serve();
        bmcs.put(new FakeBmc("vm1"), State.STARTING, "");
        assertThat(answer("/-/healthy")).isEqualTo("200 OK: healthy\n");
        assertThat(answer("/-/ready")).isEqualTo("503 Service Unavailable: not ready: 1 BMCs are still starting\n");

        bmcs.put(new FakeBmc("vm1"), State.FAILED, "in use");
        assertThat(answer("/-/ready")).isEqualTo("503 Service Unavailable: not ready: no BMC listens\n");
        bmcs.put(new FakeBmc("vm2"), State.LISTENING, "");
        assertThat(answer("/-/ready")).isEqualTo("200 OK: ready\n");
    }

    @Test
    public void aBridgeIsReadyAlthoughAFleetWaitsForItsServer() {
        serve();
        bmcs.withFleet(new FleetStatus("new", true, 0, 0, 0, 10, List.of()));
        bmcs.put(new BmcStatus("fleet new", State.STARTING, "", Optional.empty()));
        assertThat(answer("/-/ready")).isEqualTo("503 Service Unavailable: not ready: no BMC listens\n");

        bmcs.put(new FakeBmc("vm1"), State.LISTENING, "");
        assertThat(answer("/-/ready")).isEqualTo("200 OK: ready\n");
    }

    @Test
    public void aBridgeIsNotReadyAsLongAsABmcThatIsConfiguredHasNotBeenMade() {
        serve();
        bmcs.put(new FakeBmc("vm1"), State.LISTENING, "");
        bmcs.put(new BmcStatus("vm2", State.STARTING, "", Optional.empty()));

        assertThat(answer("/-/ready")).isEqualTo("503 Service Unavailable: not ready: 1 BMCs are still starting\n");
    }

    @Test
    public void aBridgeIsReadyWhenNoBmcIsWanted() {
        serve();
        assertThat(answer("/-/ready")).isEqualTo("200 OK: ready\n");

        bmcs.put(new BmcStatus("vm1", State.DISABLED, "", Optional.empty()));
        assertThat(answer("/-/ready")).isEqualTo("200 OK: ready\n");
    }

    @Test
    public void aBridgeIsNotReadyWhileItsBmcsAreReplaced() {
        serve();
        fake.with(null, sessions);

        assertThat(answer("/-/ready")).isEqualTo("503 Service Unavailable: not ready: the BMCs are missing\n");
    }

    @Test
    public void otherPagesDoNotExist() {
        assertThat(pages().page(get("/metrics/")).status()).isEqualTo("404 Not Found");
        assertThat(pages().page(get("/")).status()).isEqualTo("200 OK");
    }

    /** All that it takes to answer packets is there. */
    private void serve() {
        fake.with(bmcs, sessions)
                .serving(
                        bmc -> Optional.empty(),
                        (bmc, peer, buffer, offset, length, reply) -> {},
                        new FakeCommandDispatcher(request -> CompletableFuture.completedStage(CommandResponse.of())));
    }

    private static String bucket(String bound) {
        return "ipmibridge_command_duration_seconds_bucket{command=\"Get Chassis Status\",le=\"" + bound + "\"}";
    }

    private static CommandEnd end(Optional<CommandDescription> command, CompletionCode code, Duration took) {
        return new CommandEnd(
                NOW,
                CommandRequests.of(new FakeBmc("vm1"), NetFn.CHASSIS, 1),
                command,
                code,
                took.toNanos(),
                CommandEnd.Stage.ENDED,
                "");
    }

    private static SessionChange change(SessionChange.Kind kind) {
        return new SessionChange(NOW, kind, "vm1", 1, null, "admin", "", Duration.ZERO);
    }

    private static ConnectionStatus connection(Optional<Instant> since, Optional<String> problem) {
        return new ConnectionStatus(
                "vmware",
                "https://x",
                Optional.empty(),
                since,
                since.map(at -> Duration.ofMillis(1500)),
                57,
                2,
                problem);
    }

    private Pages pages() {
        return new Pages(registry, new Condition(fake.bridge()));
    }

    private Map<String, Double> samples() {
        return Exposition.read(text(pages().page(get("/metrics"))));
    }

    private String answer(String path) {
        Response page = pages().page(get(path));
        return page.status() + ": " + text(page);
    }

    private static Request get(String path) {
        return new Request("GET", path, "");
    }

    private static String text(Response page) {
        return new String(page.body(), StandardCharsets.UTF_8);
    }

    /** @param count how many packets it says it has dropped */
    private record CountingHandler(long count) implements PacketHandler {
        @Override
        public void handle(Bmc bmc, InetSocketAddress peer, byte[] buffer, int offset, int length, Reply reply) {}

        @Override
        public OptionalLong dropped() {
            return OptionalLong.of(count);
        }
    }

    private static final class BrokenHypervisor implements Hypervisor {
        @Override
        public String name() {
            return "broken";
        }

        @Override
        public List<Machine> machines() {
            throw new IllegalStateException("broken on purpose");
        }

        @Override
        public Optional<Machine> find(String machine) {
            throw new IllegalStateException("broken on purpose");
        }
    }
}
