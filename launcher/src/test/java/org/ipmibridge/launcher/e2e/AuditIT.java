package org.ipmibridge.launcher.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.ipmibridge.ipmi.console.Login;
import org.ipmibridge.ipmi.console.RemoteConsole;
import org.ipmibridge.testkit.load.LoadClient;
import org.ipmibridge.testkit.load.LoadPlan;
import org.ipmibridge.testkit.load.LoadPlan.Work;
import org.ipmibridge.testkit.load.LoadResult;
import org.junit.Before;
import org.junit.Test;

/** The record of who did what, with real clients, and with a bridge that is killed. */
public class AuditIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String AUDIT = "org.ipmibridge.audit.cfg";
    private static final int CONSOLES = 12;
    private static final int ENOUGH = 3000;
    private static final Duration ENOUGH_PATIENCE = Duration.ofMinutes(5);

    /** The bridge lets nobody wait for a write that takes this long. */
    private static final long HANGS_MILLIS = 200;

    private static final int ROUNDS = 5;
    private static final int ROUND_SECONDS = 3;
    private static final int WARM_UP_SECONDS = 15;
    private static final String IDENTIFY = "\"command\":\"Chassis Identify\"";

    private Path data;
    private ConfigFiles config;

    @Before
    public void demonstration() throws Exception {
        Path scratch = Archive.scratch();
        config = ConfigFiles.demonstration(scratch.resolve("config"));
        config.set(AUDIT, "file.size", "1GB");
        data = scratch.resolve("data");
    }

    @Test
    public void whatAClientChangesIsThereWhenItsCommandHasReturnedAndHowItEndedComesLater() throws Exception {
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            Client client = Client.admin(config.port(1));
            assertThat(client.run("chassis", "power", "cycle").code()).isZero();
            awaitOne(
                    "\"event\":\"command\"",
                    "\"user\":\"admin\"",
                    "\"bmc\":\"vm1\",\"machine\":\"vm1\"",
                    "\"action\":\"power cycle\",\"code\":0,\"outcome\":\"Ok\",\"goesOn\":true");
            assertThat(client.run("chassis", "bootdev", "cdrom").code()).isZero();
            awaitOne("\"bootDevice\":\"cdrom\",\"bootFor\":\"next boot\",\"code\":0");
            assertThat(client.run("user", "set", "password", "3", "not-in-the-record", "20")
                            .code())
                    .isZero();
            awaitOne("\"targetUserId\":3,\"action\":\"set password\",\"code\":0");
            await("\"event\":\"command.finished\"", "\"action\":\"power cycle\",\"outcome\":\"Ok\"");
            await("\"event\":\"machine.power\",\"machine\":\"vm1\"", "power is on");
            assertThat(Files.readString(file())).doesNotContain("not-in-the-record");
        }
    }

    @Test
    public void aLogInThatFailsAndARefusedCommandAreThere() throws Exception {
        config.session("login.seconds", 5);
        config.user(4, "reader", "only-reading", "user");
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            assertThat(new Client(config.port(1), "eve", "x")
                            .run("chassis", "status")
                            .code())
                    .isNotZero();
            await("\"event\":\"session.refused\",\"user\":\"eve\"", "\"peer\":\"127.0.0.1:", "\"bmc\":\"vm1\"");
            assertThat(new Client(config.port(2), "admin", "wrong")
                            .run("chassis", "status")
                            .code())
                    .isNotZero();
            await("\"event\":\"session.refused\",\"user\":\"admin\"", "\"bmc\":\"vm2\"", "as with a wrong password");
            Client reader = new Client(config.port(1), "reader", "only-reading");
            assertThat(reader.run("-L", "USER", "chassis", "power", "off").code())
                    .isNotZero();
            awaitOne("\"user\":\"reader\"", "\"action\":\"power off\",\"code\":212");
        }
    }

    @Test
    public void whatAnOperatorDoesIsThereAndCanBeShown() throws Exception {
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            assertThat(shell("machine:power", "vm2", "off").code()).isZero();
            awaitOne(
                    "\"event\":\"operator\"",
                    "\"role\":\"administrator\",\"peer\":\"local\"",
                    "\"command\":\"machine:power\",\"arguments\":[\"vm2\",\"off\"],\"code\":0");
            Finished shown = shell("audit:show", "--last", "1", "--json", "--user", System.getProperty("user.name"));
            assertThat(shown.code()).isZero();
            assertThat(shown.output()).contains("\"command\":\"machine:power\"").hasLineCount(1);
            assertThat(shell("config:set", "ipmi.session", "idle.seconds", "61").code())
                    .isZero();
            await("\"event\":\"configuration.changed\"", "org.ipmibridge.ipmi.session.cfg: in force");
        }
    }

    @Test
    public void everyAcknowledgedChangeIsThereAlthoughTheBridgeIsKilledAmongThem() throws Exception {
        Map<String, Integer> acknowledged;
        int all;
        Duration unseen;
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            ExecutorService threads = Executors.newFixedThreadPool(CONSOLES);
            AtomicInteger total = new AtomicInteger();
            List<CompletableFuture<Storm>> storms = new ArrayList<>();
            for (int i = 0; i < CONSOLES; i++) {
                Storm storm = new Storm(console(1 + i % 3), total);
                storms.add(CompletableFuture.supplyAsync(storm::untilTheEnd, threads));
            }
            await("enough changes", ENOUGH_PATIENCE, () -> total.get() >= ENOUGH);
            unseen = killBetweenTwoWrites(bridge);
            threads.shutdown();
            acknowledged = storms.stream()
                    .map(CompletableFuture::join)
                    .collect(Collectors.toMap(Storm::session, Storm::acknowledged));
            all = total.get();
        }
        assertThat(all).isGreaterThanOrEqualTo(ENOUGH);
        Map<String, Long> recorded = lines().stream()
                .filter(line -> line.contains(IDENTIFY))
                .collect(Collectors.groupingBy(AuditIT::session, Collectors.counting()));
        System.out.println(all + " changes were acknowledged before the bridge was killed, "
                + recorded.values().stream().mapToLong(Long::longValue).sum() + " are in the record");
        acknowledged.forEach((session, count) ->
                assertThat(recorded.getOrDefault(session, 0L)).as(session).isLessThanOrEqualTo(count + 1L));

        Files.writeString(file(), Files.readString(file()) + "{\"time\":\"2026-");
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            await("\"event\":\"audit.torn\",\"text\":\"{\\\"time\\\":\\\"2026-\"");
            assertThat(bridge.stop()).isZero();
        }
        assertThat(lines())
                .allSatisfy(line -> assertThat(line).startsWith("{\"time\":\"").endsWith("}"));

        assumeTrue("a write may have hung, which nobody waits for", unseen.toMillis() < HANGS_MILLIS);
        acknowledged.forEach((session, count) ->
                assertThat(recorded.getOrDefault(session, 0L)).as(session).isGreaterThanOrEqualTo(count));
    }

    @Test
    public void manyChangesASecondAreRecordedAndTheirCostIsPrinted() throws Exception {
        try (RunningBridge bridge = start()) {
            bridge.awaitReady();
            Map<String, List<Double>> perSecond = new HashMap<>();
            Map<String, List<Double>> micros = new HashMap<>();
            load(WARM_UP_SECONDS);
            for (int round = 0; round < ROUNDS; round++) {
                for (String enabled : List.of("true", "false")) {
                    assertThat(shell("config:set", "audit", "enabled", enabled).code())
                            .isZero();
                    long before = count(IDENTIFY);
                    Duration cpu = cpu(bridge);
                    LoadResult result = load(ROUND_SECONDS);
                    double spent = cpu(bridge).minus(cpu).toNanos() / 1e3;
                    assertThat(result.wrong()).isZero();
                    if (enabled.equals("true")) {
                        await("all changes", PATIENCE, () -> count(IDENTIFY) - before >= result.work());
                    } else {
                        assertThat(count(IDENTIFY)).isEqualTo(before);
                    }
                    // What was changed while the load began and ended counts too; without a record its share is the
                    // same.
                    double all = result.work() * (ROUND_SECONDS + 1.0) / ROUND_SECONDS;
                    perSecond.computeIfAbsent(enabled, any -> new ArrayList<>()).add(result.perSecond());
                    micros.computeIfAbsent(enabled, any -> new ArrayList<>()).add(spent / all);
                }
            }
            double with = median(micros.get("true"));
            double without = median(micros.get("false"));
            System.out.printf(
                    "changes by 16 sessions, medians of %d rounds: %.0f/s with audit, %.0f/s without;"
                            + " processor time of each %.1f us and %.1f us, ratio %.2f; most recorded: %.0f/s%n",
                    ROUNDS,
                    median(perSecond.get("true")),
                    median(perSecond.get("false")),
                    with,
                    without,
                    with / without,
                    Collections.max(perSecond.get("true")));
        }
    }

    private static double median(List<Double> values) {
        return values.stream().sorted().toList().get(values.size() / 2);
    }

    /**
     * Kills it when two writes have ended just before, one after the other: nothing that is not in the file can have waited for longer than
     * since then.
     *
     * @return how long that was
     */
    private Duration killBetweenTwoWrites(RunningBridge bridge) throws Exception {
        ProcessHandle process = ProcessHandle.of(bridge.pid()).orElseThrow();
        long end = System.nanoTime() + PATIENCE.toNanos();
        long begin;
        do {
            begin = System.nanoTime();
            awaitWrite();
            awaitWrite();
        } while (System.nanoTime() - begin > TimeUnit.MILLISECONDS.toNanos(HANGS_MILLIS / 2) && begin < end);
        process.destroyForcibly();
        Duration unseen = Duration.ofNanos(System.nanoTime() - begin);
        bridge.kill();
        return unseen;
    }

    private void awaitWrite() throws Exception {
        long before = Files.size(file());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (Files.size(file()) == before && System.nanoTime() < end) {
            Thread.sleep(1);
        }
    }

    /** Changes something all the time until nobody answers any more. */
    private static final class Storm {
        private final RemoteConsole console;
        private final AtomicInteger total;
        private int acknowledged;

        Storm(RemoteConsole console, AtomicInteger total) {
            this.console = console;
            this.total = total;
        }

        Storm untilTheEnd() {
            try (console) {
                for (int i = 0; console.command(0x00, 0x04, i & 0xFF).code() == 0; i++) {
                    acknowledged++;
                    total.incrementAndGet();
                }
            } catch (RuntimeException | AssertionError e) {
                // This is the end: the bridge is gone.
            }
            return this;
        }

        int acknowledged() {
            return acknowledged;
        }

        String session() {
            return "%08x".formatted(console.bmcSessionId());
        }
    }

    private LoadResult load(int seconds) throws IOException {
        return LoadClient.run(new LoadPlan(
                endpoint(1),
                Login.of("admin", "password"),
                Work.CHANGE,
                16,
                0,
                Duration.ofSeconds(1),
                Duration.ofSeconds(seconds)));
    }

    private static Duration cpu(RunningBridge bridge) {
        return ProcessHandle.of(bridge.pid())
                .orElseThrow()
                .info()
                .totalCpuDuration()
                .orElseThrow();
    }

    private RunningBridge start() throws Exception {
        return RunningBridge.start(config.directory(), data);
    }

    private RemoteConsole console(int bmc) {
        return RemoteConsole.loggedIn(endpoint(bmc), Login.of("admin", "password"));
    }

    private InetSocketAddress endpoint(int bmc) {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), config.port(bmc));
    }

    private Finished shell(String... words) throws Exception {
        List<String> command = new ArrayList<>(List.of(Archive.script(), "shell", "--data", data.toString()));
        command.addAll(List.of(words));
        return Command.run(Map.of(), command);
    }

    private Path file() {
        return data.resolve("audit").resolve("audit.jsonl");
    }

    private List<String> lines() throws IOException {
        return Files.readAllLines(file(), StandardCharsets.US_ASCII);
    }

    private long count(String... parts) throws IOException {
        return lines().stream()
                .filter(line -> List.of(parts).stream().allMatch(line::contains))
                .count();
    }

    /** Waits until the record has a line with all of these. */
    private void await(String... parts) throws Exception {
        await(List.of(parts).toString(), PATIENCE, () -> count(parts) > 0);
    }

    /** The same, and there must be one only. A client is answered before its record is there where that takes long. */
    private void awaitOne(String... parts) throws Exception {
        await(parts);
        assertThat(count(parts)).as("%s", List.of(parts)).isEqualTo(1);
    }

    private void await(String what, Duration patience, Callable<Boolean> condition) throws Exception {
        long end = System.nanoTime() + patience.toNanos();
        while (!condition.call()) {
            assertThat(System.nanoTime()).as("still no %s in %s", what, file()).isLessThan(end);
            Thread.sleep(10);
        }
    }

    private static String session(String line) {
        int at = line.indexOf("\"session\":\"") + "\"session\":\"".length();
        return line.substring(at, at + 8);
    }
}
