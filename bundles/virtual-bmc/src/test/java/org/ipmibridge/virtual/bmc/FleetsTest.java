package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.ipmibridge.hypervisor.api.Hypervisor;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.Machine;
import org.ipmibridge.hypervisor.api.Placement;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.BmcStatus;
import org.ipmibridge.ipmi.api.bmc.FleetStatus;
import org.ipmibridge.ipmi.api.transport.Listeners;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.runtime.api.problem.Problem;
import org.ipmibridge.testkit.FakeMachine;
import org.ipmibridge.testkit.FakeMachineDirectory;
import org.ipmibridge.testkit.FakeSession;
import org.ipmibridge.testkit.FakeSessions;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Before;
import org.junit.Rule;
import org.junit.Test;
import org.junit.rules.TemporaryFolder;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Version;
import org.osgi.service.event.Event;

public final class FleetsTest {
    private static final String WEB = "/config/org.ipmibridge.virtual.bmc.fleet-web.cfg";

    @Rule
    public final TemporaryFolder folder = new TemporaryFolder();

    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final Map<String, Bmc> published = new TreeMap<>();
    private final SettingsStore settings = new SettingsStore(Optional.empty(), new HandOver(new HashMap<>()));
    private final PlacedMachines hypervisor = new PlacedMachines("vc1");
    private final FakeMachineDirectory machines = new FakeMachineDirectory();
    private final BmcRegistry singles = new BmcRegistry(this::publish, settings, machines, Version.emptyVersion);
    private Fleets fleets;

    @Before
    public void start() {
        machines.add(hypervisor);
        fleets = make();
    }

    @After
    public void stop() {
        fleets.close();
        settings.close();
    }

    @Test
    public void machinesGetABmcWhenTheyComeAndLoseItWhenTheyGo() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "db01");
        configure("web", "name", "web*", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        hypervisor.put("3", "web02");
        tell();
        awaitEvent("web02 published at 7001");
        FakeSessions sessions = new FakeSessions(FakeSession.of("web01", PrivilegeLevel.OPERATOR));
        fleets.sessions = sessions;
        hypervisor.remove("1");
        tell();
        awaitEvent("web01 withdrawn");
        await(() -> sessions.active("web01").isEmpty());
        hypervisor.put("1", "web01");
        tell();
        awaitEvent("web01 published at 7000");
        assertThat(events).isEmpty();
    }

    @Test
    public void aRenamedOrMovedMachineKeepsItsBmcAsLongAsItMatches() throws Exception {
        hypervisor.put("1", "web01", "DC0/vm/web");
        configure("web", "folder", "DC0/vm", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        hypervisor.put("1", "new", "DC0/vm/other");
        tell();
        awaitEvent("web01 changed at 7000");
        assertThat(published.get("web01").machine()).isEqualTo("1");
        assertThat(published.get("web01").machineName()).isEqualTo("new");
        assertThat(published.get("web01").fleet()).isEqualTo("web");

        hypervisor.put("1", "new", "DC1/vm");
        tell();
        awaitEvent("web01 withdrawn");
    }

    @Test
    public void anotherRunGivesTheSameAgainBeforeTheHypervisorIsReached() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        fleets.close();

        hypervisor.setSilent(true);
        fleets = make();
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");

        hypervisor.remove("1");
        hypervisor.setSilent(false);
        tell();
        awaitEvent("web01 withdrawn");
    }

    @Test
    public void aHypervisorThatCannotSayTakesNothingAway() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        hypervisor.setSilent(true);
        hypervisor.remove("1");
        tell();
        int asked = hypervisor.asked();
        await(() -> hypervisor.asked() > asked + 1);
        assertThat(events).isEmpty();
        assertThat(published).containsKey("web01");
    }

    @Test
    public void aHypervisorWithAnotherNameKeepsTheBmcsOfItsMachinesAndNoOthersCome() throws Exception {
        String uuid = "420d1a2b-3c4d-4e6f-8081-a2b3c4d5e6f7";
        hypervisor.put(uuid, "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        hypervisor.setName("vc2");
        tell();
        awaitEvent("web01 changed at 7000");
        hypervisor.put("2", "web02");
        tell();
        awaitEvent("web02 published at 7001");
        assertThat(published).containsOnlyKeys("web01", "web02");
        assertThat(published.get("web01").hypervisor()).isEqualTo("vc2");
        assertThat(events).isEmpty();
    }

    @Test
    public void aHypervisorThatFailsStopsNoOtherAndIsAProblem() throws Exception {
        PlacedMachines broken = new PlacedMachines("x1");
        machines.add(broken);
        hypervisor.put("1", "web01");
        for (Throwable failure : List.of(new IllegalStateException("broken"), new NoClassDefFoundError("gone"))) {
            broken.fail(failure);
            configure("web", "ports", "7000-7009");
            awaitEvent("web01 published at 7000");
            await(() -> problems().equals(List.of("hypervisor x1: cannot say which machines it has: " + failure)));

            broken.fail(null);
            tell();
            await(() -> problems().isEmpty());
            fleets.remove(FleetConfiguration.PID + "~web");
            awaitEvent("web01 withdrawn");
        }
    }

    @Test
    public void whereThereIsNoFleetNobodySaysThatAHypervisorFails() throws Exception {
        hypervisor.fail(new IllegalStateException("broken"));
        configure("web", "ports", "7000-7009");
        await(() -> !fleets.problems().isEmpty());
        fleets.remove(FleetConfiguration.PID + "~web");
        await(() -> fleets.problems().isEmpty());
    }

    @Test
    public void aRoundThatFailsEndsNoOther() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.failToTellItsName(new NoClassDefFoundError("gone"));
        configure("web", "ports", "7000-7009");
        await(() -> hypervisor.asked() > 1);

        hypervisor.failToTellItsName(null);
        awaitEvent("web01 published at 7000");
    }

    @Test
    public void aMachineWithAFileOfItsOwnIsLeftOut() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        machines.bind("own", new FakeMachine("web01", "1").withHypervisor("vc1"));
        single("own", "port", "9000", "machine", "web01");
        awaitEvent("own published at 9000");
        configure("web", "ports", "7000-7009");
        awaitEvent("web02 published at 7000");
        assertThat(published).doesNotContainKey("web01");

        singles.remove(Configs.pid("own"));
        awaitEvents("own withdrawn", "web01 published at 7001");
    }

    @Test
    public void aMachineThatHadAFileOfItsOwnUnderItsOwnNameHasItsNameAndAddressAgain() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        machines.bind("web01", new FakeMachine("web01", "1").withHypervisor("vc1"));
        single("web01", "port", "9000");
        awaitEvents("web01 published at 9000", "web01 withdrawn");
        singles.remove(Configs.pid("web01"));
        awaitEvents("web01 withdrawn", "web01 published at 7000");
        assertThat(events).isEmpty();
    }

    @Test
    public void aBmcKeepsItsNameForItsMachineAsLongAsNobodySaysWhetherAFileOfThatNameIsOfTheSame() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");
        hypervisor.setSilent(true);

        single("web01", "port", "9000");
        awaitEvents("web01 published at 9000", "web01 withdrawn");
        await(() -> problems()
                .equals(List.of(
                        WEB + ": another BMC is called web01, and hypervisor vc1 cannot say whether it is of the"
                                + " same machine")));

        hypervisor.setSilent(false);
        tell();
        awaitEvent("web01-2 published at 7000");
        await(() -> problems().isEmpty());
    }

    @Test
    public void aSingleBmcTakesAFleetsAddressAndTheFleetSaysSo() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        single("x", "port", "7000");
        awaitEvents("x published at 7000", "web01 withdrawn");
        await(() -> problems().equals(List.of(WEB + ": 127.0.0.1:7000 of BMC web01 is in use by BMC x")));
        assertThat(directory().statuses())
                .anyMatch(status -> status.name().equals("web01") && status.state() == BmcStatus.State.FAILED);

        singles.remove(Configs.pid("x"));
        awaitEvents("x withdrawn", "web01 published at 7000");
        await(() -> problems().isEmpty());
    }

    @Test
    public void theFirstOfOverlappingFleetsHasTheMachineAndTheOtherSaysSo() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "db01");
        configure("web", "ports", "7000-7009");
        configure("all", "name", "web*", "ports", "8000-8009");

        awaitEvents("db01 published at 7000", "web01 published at 8000");
        await(() -> problems().equals(List.of(WEB + ": 1 of its machines are in fleet all, and stay there")));
    }

    @Test
    public void aFleetThatComesBackTakesNoAddressFromOneThatRuns() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        hypervisor.put("3", "db01");
        hypervisor.put("4", "db02");
        configure("a", "name", "web*", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        hypervisor.remove("2");
        tell();
        awaitEvent("web02 withdrawn");
        fleets.remove(FleetConfiguration.PID + "~a");
        awaitEvent("web01 withdrawn");
        configure("b", "name", "db*", "ports", "7000-7009");
        awaitEvents("db01 published at 7000", "db02 published at 7001");

        configure("a", "name", "web*", "ports", "7000-7009");
        await(() -> problems()
                .equals(List.of(WEB.replace("web", "a") + ": 127.0.0.1:7000 of BMC web01 is in use by fleet b")));
        hypervisor.put("5", "web03");
        tell();
        awaitEvent("web03 published at 7002");
        assertThat(events).isEmpty();
        assertThat(published).containsOnlyKeys("db01", "db02", "web03");
    }

    @Test
    public void aMachineThatMovesToAnotherAddressKeepsItsBmcMeanwhile() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        configure("web", "ports", "7100-7109");
        awaitEvent("web01 changed at 7100");
        assertThat(events).isEmpty();
    }

    @Test
    public void aMachineWithoutAnAddressHasNoneForAMomentEither() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        configure("web", "ports", "7000");
        awaitEvent("web02 withdrawn");

        single("own", "port", "9000");
        awaitEvent("own published at 9000");
        hypervisor.put("3", "web03");
        tell();
        await(() -> problems().toString().contains("2 machines have no BMC"));
        assertThat(events).isEmpty();
    }

    @Test
    public void machinesBeyondTheRangeAreAProblem() throws Exception {
        for (int i = 1; i <= 5; i++) {
            hypervisor.put("" + i, "web0" + i);
        }
        configure("web", "ports", "7000");
        awaitEvent("web01 published at 7000");

        await(() -> problems()
                .equals(List.of(WEB + ": ports: 4 machines have no BMC, because all 1 addresses are in use:"
                        + " web02, web03, web04, ...")));
    }

    @Test
    public void aDamagedFileMeansNoBmcsAndIsTakenWhenItIsMended() throws Exception {
        Path file = folder.getRoot().toPath().resolve("web.assignments");
        Files.writeString(file, "127.0.0.1:7005\tkept\tused\tvc1\t1\n");
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");

        await(() -> problems()
                .equals(List.of(
                        file + ": line 1: its end is missing; fleet web has no BMCs until it is mended, or removed"
                                + " so that all machines get new addresses")));
        assertThat(events).isEmpty();
        assertThat(file).hasContent("127.0.0.1:7005\tkept\tused\tvc1\t1\n");

        Files.writeString(file, "127.0.0.1:7005\tkept\tused\tvc1\t1\nend\t1\n");
        awaitEvent("kept published at 7005");
        await(() -> problems().isEmpty());
    }

    @Test
    public void aWrongEditLeavesTheFleetAsItIs() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");

        configure("web", "ports", "7000-");
        assertThat(problems())
                .containsExactly(
                        WEB + ": ports = 7000-: must be ports such as 10000-19999, 1 to 65535, the lower one first");
        hypervisor.put("2", "web02");
        tell();
        awaitEvent("web02 published at 7001");
        assertThat(events).isEmpty();
    }

    @Test
    public void aFleetThatIsDisabledOrTakenAwayHasNoBmcs() throws Exception {
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");
        configure("web", "ports", "7000-7009", "enabled", "false");
        awaitEvent("web01 withdrawn");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");
        fleets.remove(FleetConfiguration.PID + "~web");
        awaitEvent("web01 withdrawn");
        assertThat(directory().fleets()).isEmpty();
    }

    @Test
    public void aBmcThatIsGoneForGoodIsForgotten() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        await(() -> directory().fleets().get(0).bmcs() == 2);
        single("own", "port", "9000");
        single("gone", "port", "9001");
        awaitEvents("own published at 9000", "gone published at 9001");
        forgetGone();
        assertThat(settings.names()).containsExactlyInAnyOrder("web01", "web02", "own", "gone");

        hypervisor.remove("1");
        tell();
        singles.remove(Configs.pid("gone"));
        awaitEvents("gone withdrawn", "web01 withdrawn");
        forgetGone();
        assertThat(settings.names()).containsExactlyInAnyOrder("web02", "own");
    }

    /** As minutes do. */
    private void forgetGone() {
        fleets.forgetGone();
        fleets.forgetGone();
    }

    @Test
    public void theStatusTellsMachinesBmcsAndFreeAddresses() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        ConfiguredBmcs directory = directory();
        directory.listeners = bmc ->
                Optional.of(bmc.name().equals("web01") ? Listeners.Outcome.OPEN : new Listeners.Outcome("port in use"));

        assertThat(directory.fleets()).containsExactly(new FleetStatus("web", true, 2, 2, 1, 8, List.of()));
        assertThat(directory.find("web02")).map(Bmc::machine).contains("2");
        assertThat(directory.statuses())
                .extracting(status -> status.name() + " " + status.state() + " " + status.reason())
                .containsExactly("web01 LISTENING ", "web02 FAILED port in use");
    }

    @Test
    public void tenThousandMachinesGetTheirBmcsAndAChangeCostsLittle() throws Exception {
        for (int i = 0; i < 10_000; i++) {
            hypervisor.put("id" + i, String.format("m%05d", i));
        }
        long begun = System.nanoTime();
        configure("web", "addresses", "127.1.0.1-127.1.39.255");
        await(() -> directory().fleets().get(0).bmcs() == 10_000);
        System.out.printf("10,000 machines: %,d ms to their BMCs%n", millis(begun));

        begun = System.nanoTime();
        hypervisor.remove("id5");
        tell();
        await(() -> events.contains("m00005 withdrawn"));
        System.out.printf("10,000 machines: one is gone after %,d ms, 1,000 ms of them grace%n", millis(begun));
    }

    @Test
    public void anAddressThatStaysOnItsInterfaceAtTheEndIsInTheLog() throws Exception {
        Path unreadable = folder.newFolder("interface.addresses").toPath();
        try (LogRecorder log = new LogRecorder("org.ipmibridge.virtual.bmc")) {
            fleets.close(stoppingFramework());

            assertThat(log.lines(Level.ERROR))
                    .singleElement()
                    .asString()
                    .startsWith("addresses stay on their interfaces: " + unreadable + ": ");
        }
    }

    @Test
    public void anAddressThatStaysIsTriedAgainWhenTheLastFleetIsGone() throws Exception {
        Path unreadable = folder.newFolder("interface.addresses").toPath();
        hypervisor.put("1", "web01");
        configure("web", "ports", "7000-7009");
        awaitEvent("web01 published at 7000");
        await(() -> problems().toString().contains("interface addresses: " + unreadable));
        fleets.remove(FleetConfiguration.PID + "~web");
        awaitEvent("web01 withdrawn");

        Files.delete(unreadable);
        await(() -> problems().isEmpty());
    }

    private static BundleContext stoppingFramework() {
        Bundle framework = answering(Bundle.class, Bundle.STOPPING);
        return answering(BundleContext.class, framework);
    }

    /** Answers every question with the same value. */
    private static <T> T answering(Class<T> type, Object answer) {
        return type.cast(Proxy.newProxyInstance(
                FleetsTest.class.getClassLoader(), new Class<?>[] {type}, (self, method, arguments) -> answer));
    }

    private static long millis(long begun) {
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
    }

    private Fleets make() {
        return new Fleets(
                this::publish, singles, settings, machines, folder.getRoot().toPath(), Version.emptyVersion);
    }

    private ConfiguredBmcs directory() {
        return new ConfiguredBmcs(singles, fleets);
    }

    private void configure(String name, String... keysAndValues) {
        Map<String, String> properties = Configs.fleetFile(name, keysAndValues);
        fleets.configure(properties.get("service.pid"), Configs.fleetConfig(properties), properties);
    }

    private void single(String name, String... keysAndValues) {
        Map<String, String> properties = Configs.file(name, keysAndValues);
        singles.configure(Configs.pid(name), Configs.config(properties), properties);
    }

    private void tell() {
        fleets.handleEvent(new Event("org/ipmibridge/hypervisor/INVENTORY", Map.<String, Object>of()));
    }

    private List<String> problems() {
        return fleets.problems().stream().map(Problem::text).toList();
    }

    private BmcPublisher.Publication publish(Bmc bmc) {
        published.put(bmc.name(), bmc);
        events.add(bmc.name() + " published at " + bmc.endpoint().getPort());
        return new BmcPublisher.Publication() {
            @Override
            public void changed() {
                events.add(bmc.name() + " changed at " + bmc.endpoint().getPort());
            }

            @Override
            public void withdraw() {
                published.remove(bmc.name());
                events.add(bmc.name() + " withdrawn");
            }
        };
    }

    private void awaitEvent(String expected) throws InterruptedException {
        assertThat(events.poll(20, TimeUnit.SECONDS)).isEqualTo(expected);
    }

    /** In whatever order. */
    private void awaitEvents(String... expected) throws InterruptedException {
        List<String> found = new ArrayList<>();
        while (found.size() < expected.length) {
            found.add(String.valueOf(events.poll(20, TimeUnit.SECONDS)));
        }
        assertThat(found).containsExactlyInAnyOrder(expected);
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(10);
        }
    }

    /** Machines that are somewhere. */
    private static final class PlacedMachines implements Hypervisor {
        private volatile String name;
        private final Map<String, Placement> placements = new ConcurrentHashMap<>();
        private final AtomicInteger asked = new AtomicInteger();
        private volatile boolean silent;
        private volatile Throwable failure;
        private volatile Throwable nameless;

        PlacedMachines(String name) {
            this.name = name;
        }

        void put(String id, String machine) {
            put(id, machine, "");
        }

        void put(String id, String machine, String path) {
            placements.put(id, new Placement(id, machine, path, "", Map.of()));
        }

        void remove(String id) {
            placements.remove(id);
        }

        void setName(String now) {
            name = now;
        }

        void setSilent(boolean now) {
            silent = now;
        }

        /** From now on it fails with an unchecked exception or an error; with null it does no more. */
        void fail(Throwable now) {
            failure = now;
        }

        void failToTellItsName(Throwable now) {
            nameless = now;
        }

        /** How often it was asked, for its machines or in vain for its name. */
        int asked() {
            return asked.get();
        }

        @Override
        public String name() {
            if (nameless != null) {
                asked.incrementAndGet();
            }
            rethrow(nameless);
            return name;
        }

        private static void rethrow(Throwable failure) {
            if (failure instanceof Error error) {
                throw error;
            } else if (failure instanceof RuntimeException exception) {
                throw exception;
            }
        }

        @Override
        public List<Machine> machines() {
            return List.of();
        }

        @Override
        public Optional<Machine> find(String machine) {
            return Optional.empty();
        }

        @Override
        public List<Placement> placements() {
            asked.incrementAndGet();
            rethrow(failure);
            if (silent) {
                throw new HypervisorUnavailableException("not reached yet");
            }
            return List.copyOf(placements.values());
        }
    }
}
