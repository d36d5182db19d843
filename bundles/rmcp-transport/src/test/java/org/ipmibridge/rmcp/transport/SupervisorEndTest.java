package org.ipmibridge.rmcp.transport;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.stream.Collectors;
import org.ipmibridge.testkit.FakeBmc;
import org.junit.Rule;
import org.junit.Test;

/** What ends must not be brought back by somebody who wants something of it at that moment. */
public class SupervisorEndTest {
    @Rule
    public final Transport transport = new Transport();

    private Supervisor supervisor;

    /** Has a BMC come, and all done for it, after the last of what the supervisor has to do and before its thread ends. */
    private final class LateBmc extends ScheduledThreadPoolExecutor {
        private final FakeBmc bmc;

        LateBmc(FakeBmc bmc) {
            super(1);
            this.bmc = bmc;
        }

        @Override
        public void shutdown() {
            supervisor.add(bmc);
            CompletableFuture.runAsync(() -> {}, this).join();
            CompletableFuture.runAsync(() -> {}, this).join();
            super.shutdown();
        }
    }

    @Test
    public void aBmcThatComesWhenTheTransportEndsLeavesNoThreadBehind() throws Exception {
        transport.listen(new FakeBmc("other").withEndpoint(Client.free("127.0.0.1")));
        Set<Thread> before = ioThreads();

        supervisor = transport.newSupervisorOn(new LateBmc(new FakeBmc("late").withEndpoint(Client.free("127.0.0.1"))));
        supervisor.close();

        assertThat(ioThreads()).isEqualTo(before);
    }

    private static Set<Thread> ioThreads() {
        List<Thread> all = List.copyOf(Thread.getAllStackTraces().keySet());
        return all.stream()
                .filter(thread -> thread.getName().startsWith("rmcp-io-"))
                .collect(Collectors.toSet());
    }
}
