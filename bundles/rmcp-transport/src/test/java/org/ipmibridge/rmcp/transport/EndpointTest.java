package org.ipmibridge.rmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.Assume.assumeTrue;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.ipmibridge.ipmi.api.transport.Listeners.Outcome;
import org.ipmibridge.ipmi.protocol.PrivilegeLevel;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.FakeUserDirectory;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

public class EndpointTest {
    @Rule
    public final Transport transport = new Transport();

    private final LogRecorder log = new LogRecorder("org.ipmibridge.rmcp.transport");

    @After
    public void stopRecording() {
        log.close();
    }

    @Test
    public void aBmcListensOnIpv6() throws IOException {
        assumeTrue("no IPv6 here", hasIpv6());
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("::1"));
        transport.listen(vm1);
        Transport.ask(vm1.endpoint());
    }

    @Test
    public void aHeartbeatComesWhenNoneOfTheThreadsStandsStill() throws Exception {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> {
            stuck.countDown();
            awaitQuietly(free);
        };
        transport.listen(vm1);
        assertThat(transport.supervisor.beat()).succeedsWithin(10, TimeUnit.SECONDS);

        try (Client client = new Client(vm1.endpoint())) {
            client.send("0600ff07 00");
            assertThat(stuck.await(10, TimeUnit.SECONDS)).isTrue();
        }
        CompletableFuture<Void> beat = transport.supervisor.beat();
        assertThat(beat).failsWithin(100, TimeUnit.MILLISECONDS);

        free.countDown();
        assertThat(beat).succeedsWithin(10, TimeUnit.SECONDS);
    }

    @Test
    public void aClosedTransportOwesNoHeartbeat() {
        Supervisor closed = transport.newSupervisor();
        closed.close();

        assertThat(closed.beat()).succeedsWithin(10, TimeUnit.SECONDS);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    public void aHostNameIsLookedUp() throws IOException {
        int port = Client.free("127.0.0.1").getPort();
        FakeBmc vm1 = Transport.bmc("vm1", InetSocketAddress.createUnresolved("localhost", port));
        transport.listen(vm1);
        Transport.ask(new InetSocketAddress("localhost", port));
    }

    @Test
    public void aHostNameThatIsNotKnownIsOneErrorLine() {
        String tooLongForDns = "x".repeat(64) + ".invalid";
        FakeBmc vm1 = Transport.bmc("vm1", InetSocketAddress.createUnresolved(tooLongForDns, 6230));
        transport.supervisor.add(vm1);
        assertThat(transport.awaitFailure(vm1))
                .isEqualTo("cannot listen on " + tooLongForDns + ":6230: the host name is not known");
    }

    @Test
    public void aPortInUseIsOneErrorLineAndFreeingItHealsIt() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        FakeBmc vm2 = Transport.bmc("vm2", Client.free("127.0.0.1"));
        String reason =
                "cannot listen on " + Transport.text(vm1.endpoint()) + ": another program or BMC uses this port";
        try (DatagramSocket holder = new DatagramSocket(vm1.endpoint())) {
            transport.supervisor.add(vm1);
            transport.listen(vm2);
            assertThat(transport.awaitFailure(vm1)).isEqualTo(reason);
            assertThat(holder.isBound()).isTrue();
        }
        transport.await(vm1, Outcome.OPEN);
        Transport.ask(vm1.endpoint());
        awaitLine(Level.INFO, "bmc=vm1 listening on " + Transport.text(vm1.endpoint()));
        assertThat(log.lines(Level.ERROR)).containsExactly("BMC vm1 " + reason);
        assertThat(log.lines(Level.INFO))
                .filteredOn(line -> line.startsWith("bmc=vm1 "))
                .containsExactly("bmc=vm1 listening on " + Transport.text(vm1.endpoint()));
    }

    @Test
    public void ofManyThatBeginToListenAtOnceTheRestIsCounted() throws Exception {
        List<FakeBmc> bmcs = new ArrayList<>();
        for (int i = 0; i < 5 * OpenNews.FEW; i++) {
            bmcs.add(Transport.bmc("vm" + i, Client.free("127.0.0." + (1 + i))));
        }
        bmcs.forEach(transport.supervisor::add);
        for (FakeBmc bmc : bmcs) {
            transport.await(bmc, Outcome.OPEN);
            Transport.ask(bmc.endpoint());
        }
        int listening = 0;
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (listening < bmcs.size() && System.nanoTime() < deadline) {
            listening = log.lines(Level.INFO).stream()
                    .mapToInt(EndpointTest::listening)
                    .sum();
            Thread.onSpinWait();
        }
        assertThat(listening).isEqualTo(bmcs.size());
        assertThat(log.lines(Level.INFO)).hasSizeLessThan(bmcs.size());
    }

    private static int listening(String line) {
        return line.matches("bmc=vm[0-9]+ listening on .*")
                ? 1
                : line.endsWith(" more BMCs listening") ? Integer.parseInt(line.split(" ")[0]) : 0;
    }

    @Test
    public void anAddressOfAnotherMachineIsOneErrorLine() {
        transport.users = new FakeUserDirectory();
        FakeBmc vm1 = Transport.bmc("vm1", new InetSocketAddress("192.0.2.1", 6230));
        transport.supervisor.add(vm1);
        assertThat(transport.awaitFailure(vm1))
                .isEqualTo("cannot listen on 192.0.2.1:6230: this machine has no such address");
    }

    @Test
    public void anotherPortMovesOnlyThatBmc() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        FakeBmc vm2 = Transport.bmc("vm2", Client.free("127.0.0.1"));
        transport.listen(vm1);
        transport.listen(vm2);
        InetSocketAddress before = vm1.endpoint();

        vm1.withEndpoint(Client.free("127.0.0.1"));
        transport.supervisor.review();

        Transport.ask(vm1.endpoint());
        try (Client client = new Client(before)) {
            assertThat(client.isRefused()).isTrue();
        }
        assertThat(log.lines(Level.INFO))
                .filteredOn(line -> line.startsWith("bmc=vm2"))
                .hasSize(1);
    }

    @Test
    public void twoBmcsSwapTheirPortsWithoutAnError() throws IOException {
        InetSocketAddress first = Client.free("127.0.0.1");
        InetSocketAddress second = Client.free("127.0.0.1");
        FakeBmc vm1 = Transport.bmc("vm1", first);
        FakeBmc vm2 = Transport.bmc("vm2", second);
        Set<String> seen = ConcurrentHashMap.newKeySet();
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> {
            seen.add(bmc.name() + " at " + buffer[offset]);
            reply.send(new byte[] {0}, 1);
        };
        transport.listen(vm1);
        transport.listen(vm2);

        vm1.withEndpoint(second);
        vm2.withEndpoint(first);
        transport.supervisor.review();

        while (!seen.equals(Set.of("vm1 at 2", "vm2 at 1"))) {
            seen.clear();
            try (Client one = new Client(first);
                    Client two = new Client(second)) {
                one.ask("0600ff07 01");
                two.ask("0600ff07 02");
            }
        }
        assertThat(log.lines(Level.ERROR)).isEmpty();
    }

    @Test
    public void anotherConfigurationKeepsAllBmcsListening() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        transport.supervisor.configure(new TransportConfig(4, 8192, 2));
        transport.listen(Transport.bmc("vm2", Client.free("127.0.0.1"))); // so the configuration is in force
        transport.await(vm1, Outcome.OPEN);
        Transport.ask(vm1.endpoint());
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .contains("rmcp-io-4");
    }

    @Test
    public void anotherConfigurationLosesNoPacketAndHasNoMomentWithoutASocket() throws Exception {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        try (Client client = new Client(vm1.endpoint())) {
            for (int i = 0; i < 200; i++) {
                transport.supervisor.configure(new TransportConfig(1 + i % 3, 8192 << i % 2, 1 + i % 2));
                client.send("0600ff07 01");
                assertThat(client.receive()).isEqualTo("0600ff0701");
            }
        }
    }

    @Test
    public void anotherConfigurationSilencesNobodyWhileAnIoThreadIsBusy() throws Exception {
        FakeBmc busy = Transport.bmc("busy", Client.free("127.0.0.1"));
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        CountDownLatch stuck = new CountDownLatch(1);
        CountDownLatch free = new CountDownLatch(1);
        AtomicReference<Thread> busyThread = new AtomicReference<>();
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> {
            busyThread.set(Thread.currentThread());
            stuck.countDown();
            awaitQuietly(free);
        };
        transport.listen(busy);
        transport.listen(vm1);
        try (Client client = new Client(busy.endpoint())) {
            client.send("0600ff07 00");
            assertThat(stuck.await(30, TimeUnit.SECONDS)).isTrue();
        }

        transport.supervisor.configure(new TransportConfig(3, 8192, 1));
        transport.listen(Transport.bmc("vm2", Client.free("127.0.0.1"))); // so the configuration is in force
        Transport.ask(vm1.endpoint());
        Transport.ask(busy.endpoint());

        free.countDown();
        busyThread.get().join(30_000);
        assertThat(busyThread.get().isAlive()).isFalse();
        Transport.ask(vm1.endpoint());
        Transport.ask(busy.endpoint());
    }

    @Test
    public void theDemonstrationsPasswordKeepsABmcOnTheLoopback() throws Exception {
        Optional<InetAddress> outside = outsideAddress();
        assumeTrue("only loopback addresses here", outside.isPresent());
        FakeUserDirectory users = new FakeUserDirectory().with("vm1", 2, "admin", "password", PrivilegeLevel.USER);
        FakeBmc vm1 = Transport.bmc("vm1", Client.free(outside.get().getHostAddress()));
        transport.supervisor.add(vm1);
        transport.listen(
                Transport.bmc("vm2", Client.free("127.0.0.1"))); // so vm1 was looked after, and nobody knows its users
        assertThat(transport.supervisor.outcome(vm1)).isEmpty();

        transport.users = users;
        String failure = transport.awaitFailure(vm1);
        assertThat(failure).contains("demonstration's password");
        awaitLine(Level.ERROR, "BMC vm1 " + failure);
        assertThat(log.lines(Level.ERROR)).containsExactly("BMC vm1 " + failure);

        users.with("vm1", 2, "admin", "changed", PrivilegeLevel.USER);
        transport.await(vm1, Outcome.OPEN);

        users.with("vm1", 3, "oper", "password", PrivilegeLevel.USER);
        assertThat(transport.awaitFailure(vm1)).isEqualTo(failure);
    }

    /** The log tells it a moment after the outcome. */
    private void awaitLine(Level level, String line) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!log.lines(level).contains(line) && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static boolean hasIpv6() {
        try (DatagramSocket probe = new DatagramSocket(new InetSocketAddress("::1", 0))) {
            return probe.isBound();
        } catch (IOException e) {
            return false;
        }
    }

    private static Optional<InetAddress> outsideAddress() throws IOException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof java.net.Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }
}
