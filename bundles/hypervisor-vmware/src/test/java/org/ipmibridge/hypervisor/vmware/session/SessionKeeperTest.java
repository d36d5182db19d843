package org.ipmibridge.hypervisor.vmware.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.ipmibridge.hypervisor.vmware.session.Servers.await;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.ipmibridge.hypervisor.api.HypervisorException;
import org.ipmibridge.hypervisor.vmware.fake.Behaviour;
import org.ipmibridge.hypervisor.vmware.fake.FakeVsphere;
import org.ipmibridge.hypervisor.vmware.session.Session.SessionListener;
import org.ipmibridge.hypervisor.vmware.soap.HttpTransport;
import org.junit.After;
import org.junit.Test;

public final class SessionKeeperTest {
    private static final Duration LONG = Duration.ofSeconds(30);

    private final FakeVsphere server = FakeVsphere.create();
    private final ServerSettings settings = Servers.settings(server);
    private final HttpTransport transport = new HttpTransport("fake", settings.trust(), LONG);
    private final AtomicBoolean broken = new AtomicBoolean(true);
    private final SessionKeeper keeper =
            new SessionKeeper(settings, new LogIn(settings, transport, Optional.empty(), LONG), new Listener(), LONG);

    @After
    public void close() {
        keeper.close(Optional.empty());
        transport.close();
        server.close();
    }

    @Test
    public void whoWaitsForALogInThatAnErrorEndsIsToldAndAnotherOneIsTried() throws Exception {
        CountDownLatch both = new CountDownLatch(1);
        server.next("Login", Behaviour.held(both));
        keeper.start(() -> 0);
        await("the log-in", () -> server.calls("Login") == 1);
        FutureTask<Vim> joined = new FutureTask<>(() -> keeper.session("web01: read"));
        Thread waiting = new Thread(joined);
        waiting.start();
        await("it waits for that log-in", () -> waiting.getState() == Thread.State.WAITING);

        both.countDown();

        assertThatThrownBy(() -> joined.get(LONG.toSeconds(), TimeUnit.SECONDS))
                .hasCauseInstanceOf(HypervisorException.class)
                .hasMessageContaining("web01: read: ")
                .hasMessageContaining("a class is missing");
        assertThat(keeper.awaitUp(LONG)).isTrue();
        assertThat(keeper.session("web01: read").number()).isPositive();
    }

    /** As one is whose bundle is just replaced. */
    private final class Listener implements SessionListener {
        @Override
        public void up(long number) {
            if (broken.getAndSet(false)) {
                throw new NoClassDefFoundError("a class is missing");
            }
        }

        @Override
        public void down(String why) {}
    }
}
