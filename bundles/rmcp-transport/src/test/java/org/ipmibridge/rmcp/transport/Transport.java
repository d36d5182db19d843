package org.ipmibridge.rmcp.transport;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.ipmibridge.ipmi.api.bmc.Bmc;
import org.ipmibridge.ipmi.api.trace.Tracers;
import org.ipmibridge.ipmi.api.transport.Listeners.Outcome;
import org.ipmibridge.ipmi.api.transport.PacketCounts;
import org.ipmibridge.ipmi.api.transport.PacketHandler;
import org.ipmibridge.ipmi.api.user.UserDirectory;
import org.ipmibridge.runtime.api.handover.HandOver;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.rules.ExternalResource;

/** A transport under test, whose session layer echoes packets unless the test puts another one in. */
final class Transport extends ExternalResource {
    /** Sends each packet back. */
    static final PacketHandler ECHO = (bmc, peer, buffer, offset, length, reply) ->
            reply.send(Arrays.copyOfRange(buffer, offset, offset + length), length);

    /** An RMCP ping. */
    private static final String PING = "0600ff06 000011be 80000000";

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    volatile PacketHandler sessions = ECHO;
    volatile UserDirectory users;
    private Path process = Path.of("/proc/self");
    private Duration patience = Duration.ofSeconds(60);
    private final Map<Object, Object> parked = new ConcurrentHashMap<>();
    Supervisor supervisor;

    @Override
    protected void before() {
        supervisor = newSupervisor();
    }

    /** Another one with the same session layer, users and framework. */
    Supervisor newSupervisor() {
        Supervisor made = newSupervisorWithoutSessions();
        made.release();
        return made;
    }

    /** The same, which does not know the session layer yet. */
    Supervisor newSupervisorWithoutSessions() {
        return newSupervisorOn(Executors.newSingleThreadScheduledExecutor());
    }

    /** The same, with a thread of the test's. */
    Supervisor newSupervisorOn(ScheduledExecutorService thread) {
        return new Supervisor(
                new TransportConfig(2, 1 << 16, 1),
                new RmcpReceiver(() -> sessions, new Tracers()),
                new LoopbackRule(() -> users),
                new OpenFiles(process, Clock.systemUTC()),
                new HandOver(parked),
                patience,
                thread);
    }

    @Override
    protected void after() {
        supervisor.close();
    }

    /** Another one that takes its limits from there. */
    void useProcess(Path directory) {
        supervisor.close();
        process = directory;
        supervisor = newSupervisor();
    }

    /** Another one that gives up what is gone after a moment. */
    void useShortPatience() {
        supervisor.close();
        patience = Duration.ofSeconds(1);
        supervisor = newSupervisor();
    }

    /** Listens for a BMC and waits until its socket is open. */
    void listen(Bmc bmc) {
        supervisor.add(bmc);
        await(bmc, Outcome.OPEN);
    }

    /** Waits until a BMC's socket could not be opened. @return why not */
    String awaitFailure(Bmc bmc) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            Optional<Outcome> outcome = supervisor.outcome(bmc);
            if (outcome.isPresent() && !outcome.get().isOpen()) {
                return outcome.get().failure();
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("no failure but " + supervisor.outcome(bmc));
    }

    void await(Bmc bmc, Outcome outcome) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            if (supervisor.outcome(bmc).equals(Optional.of(outcome))) {
                return;
            }
            Thread.onSpinWait();
        }
        throw new AssertionError("not " + outcome + " but " + supervisor.outcome(bmc));
    }

    /** Waits until so many datagrams have come and gone. */
    void awaitPackets(PacketCounts counts) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (!supervisor.packets().equals(counts)) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not " + counts + " but " + supervisor.packets());
            }
            Thread.onSpinWait();
        }
    }

    static String text(InetSocketAddress address) {
        return Addresses.text(address);
    }

    static FakeBmc bmc(String name, InetSocketAddress endpoint) {
        return new FakeBmc(name).withEndpoint(endpoint);
    }

    /** Waits until the only I/O thread has done all that it was told before. */
    void awaitIoThread() throws IOException {
        FakeBmc other = bmc("other", Client.free("127.0.0.1"));
        listen(other);
        ask(other.endpoint());
    }

    /** Asks whoever listens there, until there is an answer. */
    static void ask(InetSocketAddress address) throws IOException {
        try (Client client = new Client(address)) {
            client.ask(PING);
        }
    }
}
