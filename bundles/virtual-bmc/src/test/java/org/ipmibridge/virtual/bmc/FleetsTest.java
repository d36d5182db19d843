package org.ipmibridge.virtual.bmc;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.bmc.FleetStatus;
import org.ipmibridge.ipmi.api.transport.Listeners;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeSession;
import org.ipmibridge.testkit.FakeSessions;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

public final class FleetsTest extends FleetsCase {
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

    @Test
    public void theStatusTellsMachinesBmcsAndFreeAddresses() throws Exception {
        hypervisor.put("1", "web01");
        hypervisor.put("2", "web02");
        configure("web", "ports", "7000-7009");
        awaitEvents("web01 published at 7000", "web02 published at 7001");
        ConfiguredBmcs directory = directory();
        await(() -> directory.fleets().get(0).bmcs() == 2);
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

    /** As minutes do. */
    private void forgetGone() {
        fleets.forgetGone();
        fleets.forgetGone();
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
}
