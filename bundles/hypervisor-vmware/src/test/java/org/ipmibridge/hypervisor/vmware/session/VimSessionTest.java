package org.ipmibridge.hypervisor.vmware.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.hypervisor.vmware.session.Servers.connected;
import static org.ipmibridge.hypervisor.vmware.session.Servers.join;
import static org.ipmibridge.hypervisor.vmware.session.Servers.property;
import static org.ipmibridge.hypervisor.vmware.session.Servers.reference;
import static org.ipmibridge.hypervisor.vmware.session.Servers.settings;

import ch.qos.logback.classic.Level;
import com.vmware.vim25.ManagedObjectReference;
import com.vmware.vim25.VirtualMachinePowerState;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.ipmibridge.hypervisor.api.CallStatistics;
import org.ipmibridge.hypervisor.api.HypervisorUnavailableException;
import org.ipmibridge.hypervisor.api.MachineBusyException;
import org.ipmibridge.hypervisor.api.PermissionDeniedException;
import org.ipmibridge.hypervisor.vmware.fake.Behaviour;
import org.ipmibridge.hypervisor.vmware.fake.FakeVm;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.hypervisor.vmware.fake.TestIdentity;
import org.ipmibridge.hypervisor.vmware.session.Session.SessionListener;
import org.ipmibridge.testkit.LogRecorder;
import org.junit.After;
import org.junit.Before;
import org.junit.Test;

public final class VimSessionTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final LogRecorder log = new LogRecorder("org.ipmibridge.hypervisor.vmware");
    private final FakeVsphere server = FakeVsphere.create();
    private final FakeVm web = server.addVm("web01");
    private final ManagedObjectReference machine = reference(web);
    private VimSession session;

    @Before
    public void connect() {
        session = connected(patient());
    }

    @After
    public void close() {
        server.thaw();
        session.close();
        server.close();
        log.close();
    }

    @Test
    public void itLogsInOnceAndOutAtTheEnd() {
        assertThat(power()).isEqualTo(VirtualMachinePowerState.poweredOff);
        web.power("poweredOn");
        assertThat(power()).isEqualTo(VirtualMachinePowerState.poweredOn);

        assertThat(server.logIns()).isEqualTo(1);
        assertThat(server.sessions()).isEqualTo(1);
        session.close();
        assertThat(server.sessions()).isZero();
    }

    @Test
    public void callsAndThoseThatFailAreCountedWithTheirDuration() {
        power();
        CallStatistics before = session.statistics();
        server.endSessions();
        power();

        // The read that is refused for want of a session, the log-in, and the read again.
        CallStatistics after = session.statistics();
        assertThat(after.failed() - before.failed()).isEqualTo(1);
        assertThat(after.made() - before.made()).isGreaterThanOrEqualTo(3);
        assertThat(after.total()).isGreaterThan(before.total());
        assertThat(after.open()).isZero();
    }

    @Test
    public void sixteenCallersThatFindTheSessionLostLogInOnce() {
        power();
        server.endSessions();

        List<CompletionStage<Object>> reads = IntStream.range(0, 16)
                .mapToObj(i -> session.read("read", vim -> property(vim, machine, "name")))
                .toList();

        reads.forEach(read -> assertThat(join(read)).isEqualTo("web01"));
        assertThat(server.logIns()).isEqualTo(2);
        assertThat(session.status().logIns()).isEqualTo(2);
    }

    @Test
    public void aChangeThatWasRefusedForWantOfASessionIsMadeAgain() {
        power();
        server.endSessions();

        join(session.task("web01: power on", machine, vim -> vim.port().powerOnVM_Task(machine, null)));

        assertThat(web.operations()).containsExactly("PowerOnVM_Task");
    }

    @Test
    public void aReadOfWhichTheConnectionBreaksIsMadeAgainOnce() {
        power();
        int before = server.calls("RetrievePropertiesEx");
        server.next("RetrievePropertiesEx", Behaviour.cut());

        assertThat(power()).isEqualTo(VirtualMachinePowerState.poweredOff);

        assertThat(server.calls("RetrievePropertiesEx") - before).isEqualTo(2);
    }

    @Test
    public void aReadOfWhichTheAnswerIsCutIsMadeAgainOnce() {
        server.next("RetrievePropertiesEx", Behaviour.truncated());

        assertThat(power()).isEqualTo(VirtualMachinePowerState.poweredOff);
    }

    @Test
    public void aChangeOfWhichTheConnectionBreaksIsSentOnceAndFails() {
        power();
        server.next("PowerOnVM_Task", Behaviour.doneAndCut());

        assertThatThrownBy(() -> join(session.task(
                        "web01: power on", machine, vim -> vim.port().powerOnVM_Task(machine, null))))
                .isInstanceOf(HypervisorUnavailableException.class)
                .hasMessageStartingWith("web01: power on: ")
                .hasMessageContaining("the connection broke");

        assertThat(server.calls("PowerOnVM_Task")).isEqualTo(1);
        assertThat(web.is("poweredOn")).isTrue();
        assertThat(power()).isEqualTo(VirtualMachinePowerState.poweredOn);
    }

    @Test
    public void aRefusedLogInIsNotTriedByEveryCaller() {
        try (VimSession refused = new VimSession(settings(server, "wrong-secret", LONG, LONG))) {
            Servers.awaitProblem(refused, "refuses the log-in");
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> name(refused))
                        .isInstanceOf(HypervisorUnavailableException.class)
                        .hasMessageContaining("refuses the log-in of oper: Cannot complete login")
                        .hasMessageNotContaining("wrong-secret");
            }
        }
        assertThat(server.calls("Login")).isLessThan(5);
        assertThat(log.lines(Level.WARN))
                .filteredOn(line -> line.startsWith("fake: ") && line.contains("refuses the log-in"))
                .singleElement()
                .asString()
                .contains("fake: no connection with https://127.0.0.1", "refuses the log-in of oper", "in 10 s")
                .doesNotContain("wrong-secret");
    }

    @Test
    public void aFrozenServerFailsOneReadLateAndTheOthersAtOnce() throws Exception {
        try (VimSession impatient =
                new VimSession(settings(server, FakeVsphere.PASSWORD, Duration.ofSeconds(2), LONG))) {
            name(connected(impatient));
            server.freeze();
            assertThatThrownBy(() -> name(impatient))
                    .isInstanceOf(HypervisorUnavailableException.class)
                    .hasMessageContaining("no answer within 2000 ms");

            int before = server.calls("RetrievePropertiesEx");
            assertThatThrownBy(() -> name(impatient))
                    .isInstanceOf(HypervisorUnavailableException.class)
                    .hasMessageContaining("web01: read: fake (127.0.0.1) has not answered since");
            assertThat(server.calls("RetrievePropertiesEx")).isEqualTo(before);
            assertThat(impatient.status().problem()).isPresent();
            assertThat(impatient.status().connectedSince()).isEmpty();

            server.thaw();
            assertThat(impatient.awaitUp(LONG)).isTrue();
            assertThat(name(impatient)).isEqualTo("web01");
            assertThat(impatient.status().logIns()).isEqualTo(1);
        }
    }

    @Test
    public void itEndsThoughTheServerIsFrozen() throws Exception {
        VimSession waiting = new VimSession(settings(server, FakeVsphere.PASSWORD, Duration.ofMinutes(5), LONG));
        name(connected(waiting));
        server.freeze();
        CompletionStage<Object> read = waiting.read("web01: read", vim -> property(vim, machine, "name"));

        Thread end = new Thread(waiting::close);
        end.start();

        end.join(TimeUnit.SECONDS.toMillis(30));
        assertThat(end.isAlive()).isFalse();
        assertThatThrownBy(() -> join(read)).isInstanceOf(HypervisorUnavailableException.class);
        assertThatThrownBy(() -> join(waiting.read("web01: read", vim -> null)))
                .isInstanceOf(HypervisorUnavailableException.class);
    }

    @Test
    public void aSessionThatJustBeginsAtTheEndIsEndedToo() {
        power();
        server.next("Login", Behaviour.late(Duration.ofMillis(100)));
        int before = server.calls("Login");
        VimSession hasty = patient();
        long end = System.nanoTime() + LONG.toNanos();
        while (server.calls("Login") == before) {
            assertThat(System.nanoTime()).as("time").isLessThan(end);
            Thread.onSpinWait();
        }

        hasty.close();

        assertThat(server.sessions()).isEqualTo(1); // that of the other one
        assertThat(server.logIns()).isEqualTo(2);
    }

    @Test
    public void aServerThatWasDownAndStartsIsAskedAgain() throws Exception {
        power();
        server.stop();
        assertThatThrownBy(this::power).isInstanceOf(HypervisorUnavailableException.class);

        server.start();

        assertThat(awaitPower()).isEqualTo(VirtualMachinePowerState.poweredOff);
        assertThat(session.status().logIns()).isEqualTo(2);
    }

    @Test
    public void aServerThatIsDownAtTheStartIsFoundWhoeverAskedFirst() throws Exception {
        server.stop();
        List<VimSession> sessions = IntStream.range(0, 8)
                .mapToObj(i -> new VimSession(settings(server)))
                .toList();
        sessions.forEach(asked -> assertThatThrownBy(() -> name(asked))
                .isInstanceOf(HypervisorUnavailableException.class)
                .hasMessageContaining("the connection was refused"));

        server.start();

        for (VimSession asked : sessions) {
            assertThat(asked.awaitUp(LONG)).isTrue();
            assertThat(name(asked)).isEqualTo("web01");
            asked.close();
        }
    }

    @Test
    public void aFileThatIsRefusedIsNoOutage() {
        power();

        assertThatThrownBy(() -> join(session.change("upload", vim -> {
                    server.endSessions();
                    return vim.client().files().length("DC0", "LocalDS_0", "a.iso");
                })))
                .isInstanceOf(PermissionDeniedException.class)
                .hasMessageContaining("HTTP 401");

        assertThat(session.status().problem()).isEmpty();
        power();
    }

    @Test
    public void aCertificateThatIsAnotherOneEndsTheTalk() throws Exception {
        power();
        server.stop();
        server.present(TestIdentity.selfSigned("ip:127.0.0.1"));
        server.start();

        assertThatThrownBy(this::power)
                .isInstanceOf(HypervisorUnavailableException.class)
                .satisfies(failure ->
                        assertThat(failure.getMessage()).matches("(?s).*(connection broke|refused|fingerprint|TLS).*"));
        assertThat(server.logIns()).isEqualTo(1);
    }

    @Test
    public void aServerThatStillStartsIsSaidToBe() {
        server.always("RetrievePropertiesEx", Behaviour.raw(503, "text/html", "<html>wait</html>"));

        assertThatThrownBy(this::power)
                .isInstanceOf(HypervisorUnavailableException.class)
                .hasMessageContaining("HTTP 503: it is starting, stopping or overloaded");
    }

    @Test
    public void listenersAreToldOfSessionsAndOfLosses() throws Exception {
        BlockingQueue<String> events = new LinkedBlockingQueue<>();
        session.watch(new SessionListener() {
            @Override
            public void up(long number) {
                events.add("up " + number);
            }

            @Override
            public void down(String why) {
                events.add("down");
            }
        });
        power();
        server.stop();
        assertThatThrownBy(this::power).isInstanceOf(HypervisorUnavailableException.class);
        server.start();
        awaitPower();

        assertThat(events.poll(30, TimeUnit.SECONDS)).isIn("up 1", "down");
        for (String event = ""; !event.equals("up 2"); ) {
            event = events.poll(30, TimeUnit.SECONDS);
            assertThat(event).as("the next event").isNotNull();
        }
    }

    @Test
    public void aCallOnTheCallersThreadFollowsTheSession() {
        long first = session.here("poll", Vim::number);
        server.endSessions();

        assertThatThrownBy(() -> session.here("poll", vim -> property(vim, machine, "name")))
                .isInstanceOf(HypervisorUnavailableException.class);

        long second = session.here("poll", vim -> {
            property(vim, machine, "name");
            return vim.number();
        });
        assertThat(second).isGreaterThan(first);
    }

    @Test
    public void moreCallsThanMayWaitAreRefusedAsBusy() {
        power();
        CountDownLatch held = new CountDownLatch(1);
        List<CompletionStage<Object>> calls = IntStream.range(0, WorkerPool.CAPACITY)
                .mapToObj(i -> session.read("wait", vim -> {
                    awaitQuietly(held);
                    return (Object) i;
                }))
                .toList();

        assertThatThrownBy(() -> join(session.read("web01: read", vim -> null)))
                .isInstanceOf(MachineBusyException.class)
                .hasMessageStartingWith("web01: read: refused");

        held.countDown();
        calls.forEach(Servers::join);
    }

    @Test
    public void workAfterADelayRunsOnThePool() throws Exception {
        BlockingQueue<String> ran = new LinkedBlockingQueue<>();

        session.after(
                Duration.ofMillis(20), () -> ran.add(Thread.currentThread().getName()));

        assertThat(ran.poll(30, TimeUnit.SECONDS)).startsWith("vmware-fake-");
    }

    /** One whose log-out may take long, where it is looked for. */
    private VimSession patient() {
        return new VimSession(settings(server), Optional.empty(), LONG);
    }

    private Object name(Session asked) {
        return join(asked.read("web01: read", vim -> property(vim, machine, "name")));
    }

    private Object power() {
        return join(session.read("web01: read power", vim -> property(vim, machine, "runtime.powerState")));
    }

    private Object awaitPower() throws InterruptedException {
        long end = System.nanoTime() + LONG.toNanos();
        while (true) {
            assertThat(session.awaitUp(LONG)).isTrue();
            try {
                return power();
            } catch (HypervisorUnavailableException e) {
                assertThat(System.nanoTime()).as("time").isLessThan(end);
            }
        }
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
