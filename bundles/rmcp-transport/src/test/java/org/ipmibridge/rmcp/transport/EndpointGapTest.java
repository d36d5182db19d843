package org.ipmibridge.rmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import java.io.IOException;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.ipmibridge.testkit.FakeBmc;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Rule;
import org.junit.Test;

/** Sockets whose BMC, session layer or transport is gone for a moment, or for good. */
public class EndpointGapTest {
    @Rule
    public final Transport transport = new Transport();

    private final LogRecorder log = new LogRecorder("org.ipmibridge.rmcp.transport");

    @After
    public void stopRecording() {
        log.close();
    }

    @Test
    public void aBmcThatIsGoneForgetsItsSocketAfterAMoment() throws IOException {
        transport.useShortPatience();
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        transport.supervisor.remove(vm1);
        try (Client client = new Client(vm1.endpoint())) {
            assertThat(client.isRefused()).isTrue();
        }
        assertThat(transport.supervisor.outcome(vm1)).isEmpty();
    }

    @Test
    public void packetsWaitForABmcWhoseBundleIsBeingReplaced() throws IOException {
        FakeBmc before = Transport.bmc("vm1", Client.free("127.0.0.1"));
        FakeBmc after = Transport.bmc("vm1", before.endpoint());
        Set<Object> served = ConcurrentHashMap.newKeySet();
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> {
            served.add(System.identityHashCode(bmc));
            reply.send(new byte[] {7}, 1);
        };
        transport.supervisor.configure(new TransportConfig(1, 1 << 16, 1));
        transport.listen(before);
        transport.supervisor.remove(before);
        transport.awaitIoThread();

        try (Client client = new Client(before.endpoint())) {
            client.send("0600ff07 01");
            transport.supervisor.add(after);
            assertThat(client.receive()).isEqualTo("0600ff0707");
        }
        assertThat(served).isEqualTo(new HashSet<>(Set.of(System.identityHashCode(after))));
    }

    @Test
    public void packetsWaitForASessionLayerThatIsBeingReplaced() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        Transport.ask(vm1.endpoint());
        transport.supervisor.hold().join();
        transport.sessions = null;

        try (Client client = new Client(vm1.endpoint())) {
            client.send("0600ff07 01");
            transport.sessions = Transport.ECHO;
            transport.supervisor.release();
            assertThat(client.receive()).isEqualTo("0600ff0701");
        }
    }

    @Test
    public void packetsDoNotWaitForASessionLayerThatDoesNotComeBack() throws IOException {
        transport.useShortPatience();
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        transport.sessions = null;
        transport.supervisor.hold();
        Transport.ask(vm1.endpoint());
    }

    @Test
    public void packetsWaitForThisBundleItselfToBeReplaced() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        try (Client client = new Client(vm1.endpoint())) {
            transport.supervisor.handOver();
            client.send("0600ff07 01");

            transport.supervisor = transport.newSupervisor();
            transport.listen(vm1);
            assertThat(client.receive()).isEqualTo("0600ff0701");
        }
    }

    @Test
    public void whatNoSuccessorTakesIsClosed() throws IOException {
        transport.useShortPatience();
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        transport.supervisor.handOver();
        try (Client client = new Client(vm1.endpoint())) {
            assertThat(client.isRefused()).isTrue();
        }
    }

    @Test
    public void aBmcThatIsGoneMakesWayForAnotherOneAtItsAddress() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        FakeBmc web = Transport.bmc("web", vm1.endpoint());
        transport.listen(vm1);
        transport.supervisor.remove(vm1);
        transport.listen(web);
        assertThat(log.lines(Level.ERROR)).isEmpty();
    }

    @Test
    public void aSocketThatWaitsForTheSessionLayerGoesOnWaitingWhenItMoves() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        transport.supervisor.hold().join();
        transport.sessions = null;
        transport.supervisor.configure(new TransportConfig(3, 8192, 1));

        try (Client client = new Client(vm1.endpoint())) {
            client.send("0600ff07 01");
            transport.listen(Transport.bmc("vm2", Client.free("127.0.0.1"))); // so the configuration is in force
            transport.sessions = Transport.ECHO;
            transport.supervisor.release();
            assertThat(client.receive()).isEqualTo("0600ff0701");
        }
    }

    @Test
    public void packetsThatComeBeforeTheSessionLayerIsThereWaitForIt() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        try (Client client = new Client(vm1.endpoint())) {
            transport.supervisor.handOver();
            client.send("0600ff07 01");

            transport.sessions = null;
            transport.supervisor = transport.newSupervisorWithoutSessions();
            transport.listen(vm1);
            transport.sessions = Transport.ECHO;
            transport.supervisor.release();
            assertThat(client.receive()).isEqualTo("0600ff0701");
        }
    }

    @Test
    public void nobodyWaitsForSilenceOfATransportThatIsClosed() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        transport.listen(vm1);
        transport.supervisor.handOver();
        assertThat(transport.supervisor.remove(vm1)).isDone();
        assertThat(transport.supervisor.hold()).isDone();
    }

    @Test
    public void aBmcIsServedNoLongerWhenItsRemovalIsDone() throws IOException {
        FakeBmc vm1 = Transport.bmc("vm1", Client.free("127.0.0.1"));
        AtomicInteger served = new AtomicInteger();
        transport.sessions = (bmc, peer, buffer, offset, length, reply) -> served.incrementAndGet();
        transport.listen(vm1);
        try (Client client = new Client(vm1.endpoint())) {
            for (int i = 0; i < 100; i++) {
                client.send("0600ff07 01");
            }
            transport.supervisor.remove(vm1).join();
            int before = served.get();
            client.send("0600ff07 01");
            transport.listen(Transport.bmc("vm2", Client.free("127.0.0.1")));
            assertThat(served.get()).isEqualTo(before);
        }
    }
}
